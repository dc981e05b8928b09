package dev.footfall;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The background half of the client: one daemon thread that drains the queue at least every second,
 * forms batches, and has them delivered. Everything it owns is touched by this thread only; others
 * talk to it by the queue, a flush or the close.
 */
final class Shipper {

  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_OFFSET_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_SPREAD_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Reasons that request threads count by themselves; the shipper reports them. */
  private static final Map<DropReason, String> COUNTED_ELSEWHERE =
      Map.of(DropReason.QUEUE_FULL, "more requests finished at once than maxQueued allows");

  private final Config config;
  private final RecordQueue queue;
  private final Ledger ledger;
  private final TimeSource time;
  private final DoubleSupplier random;
  private final Transport transport;
  private final DeliveryLog log;
  private final ServerFacts facts;
  private final Delivery delivery;
  private final Intake intake;

  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Queue<Flush> newFlushes = new ConcurrentLinkedQueue<>();
  private final Deque<Flush> flushes = new ArrayDeque<>();
  private final Map<DropReason, Long> reported = new EnumMap<>(DropReason.class);
  private final CountDownLatch terminated = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile boolean closing;
  private volatile long closeDeadline;
  private boolean firstBatch = true;
  private long nextShipAt;

  /**
   * Somebody waits for what was recorded before: until it is off the queue, then until it is in a
   * batch, then until that is settled.
   */
  private static final class Flush {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean onDisk;
    private long toDrain;
    private long pendingUpTo = -1;
    private long batchesUpTo = -1;
  }

  Shipper(
      Config config,
      RecordQueue queue,
      Ledger ledger,
      Outbox outbox,
      Transport transport,
      TimeSource time,
      DoubleSupplier random) {
    this.config = config;
    this.queue = queue;
    this.ledger = ledger;
    this.transport = transport;
    this.time = time;
    this.random = random;
    log = new DeliveryLog(config);
    facts = new ServerFacts(config);
    delivery = new Delivery(config, ledger, facts, outbox, transport, log, random, this::wake);
    intake = new Intake(config, queue, ledger, facts, delivery);
    queue.onHalfFull(this::wake);
  }

  /** Starts the thread if it was not started before. Never throws. */
  void ensureStarted() {
    if (!started.get() && started.compareAndSet(false, true)) {
      Thread shipper = DaemonThread.of("footfall-" + config.serverUrl.host(), this::run);
      thread = shipper;
      try {
        shipper.start();
      } catch (OutOfMemoryError e) {
        // No thread to be had now: the next record tries again.
        started.set(false);
      }
    }
  }

  private void run() {
    while (!isTerminated()) {
      long wait = turnOrElse();
      if (wait > 0 && !woken.get()) {
        LockSupport.parkNanos(this, wait);
      }
      woken.set(false);
    }
  }

  /** One bad turn must not end the thread, nor keep a closed one alive. */
  private long turnOrElse() {
    try {
      return turn(time.nanos());
    } catch (Throwable e) {
      try {
        log.broken(e);
      } catch (Throwable loggingIsGoneToo) {
        // At an undeploy the logger may be gone before this thread is.
      }
      if (closing && time.nanos() - closeDeadline >= 0) {
        terminated.countDown();
      }
      return DRAIN_NANOS / 10;
    }
  }

  private void wake() {
    if (!woken.get() && woken.compareAndSet(false, true)) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * One turn: take records in, settle what was answered, post what is due.
   *
   * @return how long until the next turn is needed, in nanoseconds
   */
  long turn(long now) {
    // Before the drain: what was recorded before a flush was called is on the queue by now.
    admitFlushes();
    int drained = intake.drain(now);
    boolean more = drained == Intake.MAX_PER_TURN;
    delivery.settle(now);
    if (closing) {
      intake.settlePending(now, true);
    }
    noteDrained(drained);
    closeBatches(now);
    long toPost = delivery.post(now, closing || !flushes.isEmpty());
    delivery.account(intake.held());
    reportDrops(now);
    finishFlushes();
    if (more) {
      return 0;
    }
    long wait = Math.min(DRAIN_NANOS, toPost);
    if (closing) {
      long left = closeDeadline - now;
      boolean hopeless = delivery.isWaiting() && toPost > left;
      if (delivery.isIdle() || hopeless || left <= 0) {
        terminate(now);
        return 0;
      }
      wait = Math.min(wait, left);
    }
    // An interval that is over already waits for an answer or a pause, and those wake or are in
    // toPost.
    if (intake.held() > 0 && nextShipAt - now > 0) {
      wait = Math.min(wait, nextShipAt - now);
    }
    return Math.max(0, wait);
  }

  private void admitFlushes() {
    for (Flush flush; (flush = newFlushes.poll()) != null; ) {
      flush.toDrain = queue.size();
      flushes.addLast(flush);
    }
  }

  private void noteDrained(int drained) {
    for (Flush flush : flushes) {
      flush.toDrain -= drained;
      if (flush.toDrain <= 0 && flush.pendingUpTo < 0) {
        flush.pendingUpTo = intake.newestPending();
      }
    }
  }

  private boolean awaitsBatch(Flush flush) {
    return flush.batchesUpTo < 0
        && flush.pendingUpTo >= 0
        && !intake.isPendingUpTo(flush.pendingUpTo);
  }

  /** Hands over the open batches when the interval has ended or somebody waits for them. */
  private void closeBatches(long now) {
    long interval = facts.flushInterval().toNanos();
    if (intake.held() == 0) {
      nextShipAt = now + interval;
    } else if (firstBatch) {
      // The first records leave soon, so that people see that it works; the random part keeps
      // replicas that start together apart.
      firstBatch = false;
      long offset = FIRST_OFFSET_NANOS + (long) (random.getAsDouble() * FIRST_SPREAD_NANOS);
      nextShipAt = now + Math.min(interval, offset);
    } else {
      nextShipAt = Math.min(nextShipAt, now + interval);
    }
    boolean flushDue = false;
    for (Flush flush : flushes) {
      flushDue |= awaitsBatch(flush);
    }
    if (closing || flushDue || (now - nextShipAt >= 0 && delivery.takesBatch(now))) {
      intake.closeBatches(now);
      nextShipAt = now + interval;
      for (Flush flush : flushes) {
        if (awaitsBatch(flush)) {
          flush.batchesUpTo = delivery.newestSequence();
        }
      }
    }
  }

  private void finishFlushes() {
    for (Iterator<Flush> all = flushes.iterator(); all.hasNext(); ) {
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

  private void reportDrops(long now) {
    COUNTED_ELSEWHERE.forEach(
        (reason, detail) -> {
          long total = ledger.droppedTotal(reason);
          log.dropped(now, total - reported.getOrDefault(reason, 0L), reason, detail);
          reported.put(reason, total);
        });
  }

  private void terminate(long now) {
    try {
      while (intake.drain(now) > 0) {
        intake.settlePending(now, true);
      }
      intake.settlePending(now, true);
      intake.closeBatches(now);
      delivery.abandon(now);
      delivery.account(intake.held());
      reportDrops(now);
      transport.close();
    } finally {
      terminated.countDown();
      flushes.forEach(flush -> flush.done.countDown());
      sweep();
    }
  }

  boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  /** Counts what reached the queue after the last drain. Safe from any thread once terminated. */
  synchronized void sweep() {
    while (queue.poll() != null) {
      ledger.dropped(DropReason.CLOSED, 1);
    }
    for (Flush flush; (flush = newFlushes.poll()) != null; ) {
      flush.done.countDown();
    }
  }

  /** As {@link Analytics#flush}. */
  boolean flush(Duration timeout) {
    if (!started.get()) {
      return true;
    }
    Flush flush = new Flush();
    newFlushes.add(flush);
    wake();
    if (isTerminated()) {
      sweep();
    }
    try {
      return flush.done.await(saturatedNanos(timeout), TimeUnit.NANOSECONDS) || flush.onDisk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long saturatedNanos(Duration timeout) {
    Duration longest = Duration.ofDays(1);
    return timeout.compareTo(longest) > 0 ? longest.toNanos() : timeout.toNanos();
  }

  /**
   * Ends the thread within the time given; what could not be sent by then is counted as dropped.
   */
  void close(Duration timeout) {
    // The deadline is a little early, so that the last accounts are written within the time-out.
    long nanos = timeout.toNanos();
    closeDeadline = time.nanos() + nanos - Math.min(nanos / 10, DRAIN_NANOS / 4);
    closing = true;
    if (started.compareAndSet(false, true)) {
      terminate(time.nanos());
      return;
    }
    wake();
    try {
      if (!terminated.await(nanos, TimeUnit.NANOSECONDS)) {
        transport.cancel();
      }
    } catch (InterruptedException e) {
      closeDeadline = time.nanos();
      wake();
      Thread.currentThread().interrupt();
    }
  }
}
