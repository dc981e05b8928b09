package dev.footfall;

import java.util.concurrent.TimeUnit;

/**
 * Whether it is a record's fault or the key's that the service refuses a post: it does not say, so
 * only the fate of other posts can tell. Shipper's thread only.
 */
final class Doubt {

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** So many refusals, of a record alone first, and nothing accepted: it is not the records. */
  private static final int MAX_REFUSALS = 3;

  private long posts;
  private long acceptedPost;
  private int refusals;
  private long askAgainAt;

  void posted() {
    posts++;
  }

  /** The number of the last post. */
  long lastPost() {
    return posts;
  }

  void accepted() {
    acceptedPost = posts;
    refusals = 0;
  }

  /** A batch was refused. */
  void refused(long now, Batch batch) {
    if (isOpen() || batch.count() == 1) {
      refusals++;
      askAgainAt = now + PATIENCE_NANOS;
    }
  }

  /** Whether a record that stands alone and was refused is what the service does not want. */
  boolean isGuilty(Batch suspect) {
    return suspect.count() == 1 && acceptedPost > suspect.refusedAt();
  }

  /** Whether a record was refused alone and nothing accepted since. */
  boolean isOpen() {
    return refusals > 0;
  }

  /**
   * Whether it looks as if everything were refused, so that dividing batches would prove nothing.
   */
  boolean isAboutTheKey() {
    return refusals >= MAX_REFUSALS;
  }

  /** Whether the batch is a lone record that waits for another post to be accepted. */
  boolean isSuspect(Batch batch) {
    return isOpen() && batch.count() == 1 && batch.refusedAt() > 0;
  }

  /** How long until a suspect is worth another post though nothing was accepted, in nanoseconds. */
  long patience(long now) {
    return Math.max(0, askAgainAt - now);
  }

  /** Of two batches the one whose fate tells more: never refused before, else the larger one. */
  static Batch telling(Batch a, Batch b) {
    if ((a.refusedAt() == 0) != (b.refusedAt() == 0)) {
      return a.refusedAt() == 0 ? a : b;
    }
    return a.count() >= b.count() ? a : b;
  }
}
