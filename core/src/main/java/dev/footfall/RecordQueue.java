package dev.footfall;

import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing between threads: requests offer, the shipper polls. Bounded exactly, never
 * blocks. Holds {@link Capture}s and {@link Event}s.
 */
final class RecordQueue {

  private final MpscVarHandleArrayQueue<Object> queue;
  private final int max;
  private final int wakeAt;
  private volatile Runnable wake = () -> {};

  RecordQueue(int max) {
    this.max = max;
    wakeAt = Math.max(1, max / 2);
    queue = new MpscVarHandleArrayQueue<>(max);
  }

  /** What to run when the queue is half full and should be drained now. */
  void onHalfFull(Runnable wake) {
    this.wake = wake;
  }

  /** Adds an entry, or refuses it when the queue is full. From any thread. */
  boolean offer(Object entry) {
    if (queue.offerIfBelowThreshold(entry, wakeAt)) {
      return true;
    }
    boolean added = queue.offerIfBelowThreshold(entry, max);
    wake.run();
    return added;
  }

  /** The oldest entry, or null. From one thread at a time. */
  @Nullable Object poll() {
    return queue.poll();
  }

  int size() {
    return queue.size();
  }
}
