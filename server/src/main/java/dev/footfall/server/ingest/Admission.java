package dev.footfall.server.ingest;

import dev.footfall.server.refusal.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the posts that are being read, and the JSON that is being decoded or waits for the disk,
 * over all posts together, so that threads and memory are left whatever arrives.
 */
final class Admission {
  private static final String TOO_MANY =
      "Too many posts are being read or wait for the disk. Send it again later.";
  private static final long PATIENCE_MILLIS = 1_000;

  private final long maxBytes;
  private final Semaphore bodies;
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder bytesRead = new LongAdder();

  /**
   * @param maxBodies how many posts may be read at once: a slow client takes a thread while its
   *     post is read, and others need some
   */
  Admission(long maxBytes, int maxBodies) {
    this.maxBytes = maxBytes;
    this.bodies = new Semaphore(maxBodies, true);
  }

  /** To be called before a body is read; refuses it, to be sent again later, when too many are. */
  void beginReading() {
    try {
      if (!bodies.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable("Too many posts are being read. Send it again later.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("The server is stopping. Send it again later.");
    }
  }

  void endReading() {
    bodies.release();
  }

  /** Counts bytes in, or refuses them, to be sent again later. */
  void enter(long count) {
    bytesRead.add(count);
    if (bytes.addAndGet(count) > maxBytes) {
      bytes.addAndGet(-count);
      throw Refusal.unavailable(TOO_MANY);
    }
  }

  /** All that was counted in so far. */
  long bytesRead() {
    return bytesRead.sum();
  }

  void leave(long count) {
    bytes.addAndGet(-count);
  }
}
