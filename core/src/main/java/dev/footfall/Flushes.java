package dev.footfall;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Those who wait for what was recorded before: each until it is off the queue, then until it is in
 * a batch, then until that is settled. {@link #begin} is for any thread, the rest for the
 * shipper's.
 */
final class Flushes {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Queue<Flush> begun = new ConcurrentLinkedQueue<>();
  private final Deque<Flush> waiting = new ArrayDeque<>();

  /** One who waits. */
  static final class Flush {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean onDisk;
    private long toDrain;
    private long pendingUpTo = -1;
    private long batchesUpTo = -1;

    /** Waits; true once all is delivered, on disk or counted as dropped. */
    boolean await(Duration timeout) {
      Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
      try {
        return done.await(bounded.toNanos(), TimeUnit.NANOSECONDS) || onDisk;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  Flush begin() {
    Flush flush = new Flush();
    begun.add(flush);
    return flush;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Takes in who has come. Before the drain: what was recorded before a flush is on the queue by
   * now.
   */
  void admit(int onQueue) {
    for (Flush flush; (flush = begun.poll()) != null; ) {
      flush.toDrain = onQueue;
      waiting.addLast(flush);
    }
  }

  /**
   * Tells how much was taken off the queue.
   *
   * @param newestPending the newest record that was set aside until its status is known
   */
  void drained(int records, long newestPending) {
    for (Flush flush : waiting) {
      flush.toDrain -= records;
      if (flush.toDrain <= 0 && flush.pendingUpTo < 0) {
        flush.pendingUpTo = newestPending;
      }
    }
  }

  /** Whether somebody waits for what the open batches hold. */
  boolean needBatch(Intake intake) {
    return waiting.stream().anyMatch(flush -> needsBatch(flush, intake));
  }

  private static boolean needsBatch(Flush flush, Intake intake) {
    return flush.batchesUpTo < 0
        && flush.pendingUpTo >= 0
        && !intake.isPendingUpTo(flush.pendingUpTo);
  }

  /** Tells that all that is held is in batches now. */
  void batched(Intake intake, long newestSequence) {
    for (Flush flush : waiting) {
      if (needsBatch(flush, intake)) {
        flush.batchesUpTo = newestSequence;
      }
    }
  }

  /** Lets go whose batches are settled. */
  void finish(Delivery delivery) {
    for (Iterator<Flush> all = waiting.iterator(); all.hasNext(); ) {
      Flush flush = all.next();
      if (flush.batchesUpTo >= 0) {
        flush.onDisk = !delivery.isInMemoryOnlyUpTo(flush.batchesUpTo);
        if (!delivery.isUnsettledUpTo(flush.batchesUpTo)) {
          all.remove();
          flush.done.countDown();
        }
      }
    }
  }

  /** Lets go all that were taken in: nothing changes any more. */
  void releaseAll() {
    waiting.forEach(flush -> flush.done.countDown());
    waiting.clear();
  }

  /** Lets go those who came too late to be taken in. From any thread. */
  void releaseLatecomers() {
    for (Flush flush; (flush = begun.poll()) != null; ) {
      flush.done.countDown();
    }
  }
}
