package dev.footfall;

import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing between threads: requests offer, the shipper polls. Bounded exactly, never
 * blocks. Holds {@link Capture}s and {@link Event}s.
 */
final class RecordQueue {

  /** Little at a time: a long burst of the shipper's would keep a processor from the requests. */
  private static final int WAKES_PER_QUEUE = 8;

  private final MpscVarHandleArrayQueue<Object> queue;
  private final int max;
  private final int wakeAt;
  private volatile Runnable wake = () -> {};

  RecordQueue(int max) {
    this.max = max;
    wakeAt = Math.max(1, max / WAKES_PER_QUEUE);
    queue = new MpscVarHandleArrayQueue<>(max);
  }

  /** What to run when so much waits that it should be drained now. */
  void onFilling(Runnable wake) {
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
