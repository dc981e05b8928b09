package dev.footfall.server.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the JSON that is being decoded or waits for the disk, over all posts together, so that
 * memory stays bounded whatever arrives.
 */
final class Admission {
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  Admission(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Counts bytes in, or refuses them for now. */
  void enter(long count) {
    if (bytes.addAndGet(count) > maxBytes) {
      bytes.addAndGet(-count);
      throw Refusal.unavailable("Too much is waiting for the disk. Send it again later.");
    }
  }

  void leave(long count) {
    bytes.addAndGet(-count);
  }
}
