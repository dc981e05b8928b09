package dev.footfall;

import java.time.Duration;
import java.util.Collection;
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

  /** With a spool: what is not on disk yet is lost with the process, and may be a second old. */
  private static final long SPOOLED_DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /** A sync costs the disk's time; a busy queue wakes this thread more often than that. */
  private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Config config;
  private final RecordQueue queue;
  private final Ledger ledger;
  private final TimeSource time;
  private final Transport transport;
  private final DeliveryLog log;
  private final Delivery delivery;
  private final Intake intake;
  private final Schedule schedule;
  private final RouteReport routes;
  private final Flushes flushes = new Flushes();
  private final long drainNanos;

  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean retry = new AtomicBoolean();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile boolean closing;
  private volatile long closeDeadline;
  private long savedAt;
  private long reportedQueueFull;
  private boolean lastChance;
  private boolean routesAreNext = true;

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
    log = new DeliveryLog(config);
    ServerFacts facts = new ServerFacts(config);
    delivery = new Delivery(config, ledger, facts, outbox, transport, log, random, this::wake);
    intake = new Intake(config, queue, ledger, facts, outbox, delivery);
    schedule = new Schedule(facts, random);
    routes = new RouteReport(config, facts, transport, schedule, random, this::wake);
    drainNanos = outbox.isSpooled() ? SPOOLED_DRAIN_NANOS : DRAIN_NANOS;
    savedAt = time.nanos() - SAVE_NANOS;
    queue.onFilling(this::wake);
    account();
  }

  /** Starts the thread if it was not started before. Never throws. */
  void ensureStarted() {
    if (!started.get() && started.compareAndSet(false, true)) {
      Thread shipper = DaemonThread.of("footfall-" + config.values.serverUrl.host(), this::run);
      thread = shipper;
      try {
        shipper.start();
      } catch (OutOfMemoryError e) {
        // No thread to be had now: the next record tries again.
        started.set(false);
      }
    }
  }

  /** As {@link Analytics#declareRoutes}. */
  void declareRoutes(Collection<? extends @Nullable String> declared) {
    routes.declare(declared);
    ensureStarted();
  }

  /** As {@link Analytics#failure}. */
  @Nullable String failure() {
    return log.failure();
  }

  /** The server was found well: a pause after failures is over. From any thread. */
  void retryNow() {
    retry.set(true);
    wake();
  }

  /** Leaves the turns to the caller, who has the clock in his hand. */
  void startWithoutThread() {
    started.set(true);
  }

  private void run() {
    while (!isTerminated()) {
      // An interrupt, a listener's for example, is nobody's order to end, but would keep this
      // thread
      // from ever sleeping again.
      Thread.interrupted();
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
        log.broken(time.nanos(), e);
      } catch (Throwable loggingIsGoneToo) {
        // At an undeploy the logger may be gone before this thread is.
      }
      if (closing && time.nanos() - closeDeadline >= 0 && !isTerminated()) {
        transport.close();
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
    // Looked at once, before the drain: a turn that saw a close begin only at its end would give up
    // what it has taken in and not sent.
    boolean closing = this.closing;
    flushes.admit(queue.size());
    int drained = intake.drain(now);
    delivery.settle(now);
    routes.settle(now);
    if (closing && !lastChance) {
      lastChance = true;
      retry.set(true);
      routes.giveWay(intake.holdsAny() || delivery.isWaiting());
    }
    if (retry.getAndSet(false)) {
      delivery.tryNow();
      routes.tryNow();
    }
    if (closing) {
      intake.settlePending(now, true);
    }
    flushes.drained(drained, intake.newestPending());
    closeBatches(now, closing);
    long toPost = post(now, closing);
    long toSave = save(now);
    account();
    reportDrops(now);
    log.turnEnds(now);
    flushes.finish(delivery);
    if (drained == Intake.MAX_PER_TURN) {
      return 0;
    }
    long wait = Math.min(Math.min(drainNanos, toPost), toSave);
    if (closing) {
      long left = closeDeadline - now;
      boolean hopeless = delivery.isWaiting() && !routes.isUnderWay() && toPost > left;
      boolean done = delivery.isIdle() && !routes.isPosting();
      if (done || hopeless || left <= 0) {
        terminate(now);
        return 0;
      }
      wait = Math.min(wait, left);
    }
    return Math.max(0, Math.min(wait, schedule.delay(now)));
  }

  /**
   * Posts what is due, one exchange at a time: routes take turns with batches, but come last where
   * somebody waits for these.
   *
   * @return how long to wait before it is worth asking again, in nanoseconds
   */
  private long post(long now, boolean closing) {
    boolean urgent = closing || !flushes.isEmpty();
    if (routesAreNext && !urgent) {
      postRoutes(now);
    }
    long toPost = routes.isUnderWay() ? Long.MAX_VALUE : delivery.post(now, urgent);
    if (!closing) {
      postRoutes(now);
    } else if (delivery.isIdle()) {
      routes.postLast(now);
    }
    routesAreNext = !routes.isUnderWay();
    return toPost;
  }

  private void postRoutes(long now) {
    if (!delivery.isUnderWay() && delivery.isWelcome(now)) {
      routes.post(now);
    }
  }

  /** Hands over the open batches when the interval has ended or somebody waits for them. */
  private void closeBatches(long now, boolean closing) {
    schedule.update(now, intake.holdsAny());
    if (closing || flushes.needBatch(intake)) {
      intake.closeBatches(now);
      schedule.shipped(now);
      flushes.batched(intake, delivery.newestSequence());
    } else if (schedule.isDue(now)) {
      long before = delivery.newestSequence();
      intake.closeNext(now);
      if (delivery.newestSequence() > before) {
        schedule.shipped(now);
      }
    }
    intake.closeOld(now);
  }

  /**
   * Puts on disk what was taken in, where there is a spool.
   *
   * @return how long until it is to be done again, in nanoseconds
   */
  private long save(long now) {
    if (now - savedAt >= SAVE_NANOS) {
      intake.save();
      savedAt = now;
    }
    return intake.isSaved() ? Long.MAX_VALUE : savedAt + SAVE_NANOS - now;
  }

  private void account() {
    delivery.account(intake.heldInMemoryOnly(), intake.heldOnDisk());
  }

  /** What request threads had to drop and have counted by themselves. */
  private void reportDrops(long now) {
    long total = ledger.droppedTotal(DropReason.QUEUE_FULL);
    log.dropped(
        now,
        total - reportedQueueFull,
        DropReason.QUEUE_FULL,
        "more requests finished at once than maxQueued (" + config.values.maxQueued + ") allows");
    reportedQueueFull = total;
  }

  /** Each step is taken, whatever becomes of the one before. */
  private void terminate(long now) {
    try {
      takeInTheRest(now);
    } finally {
      try {
        delivery.abandon(now);
        account();
        reportDrops(now);
        log.closed(ledger.stats(0));
        log.turnEnds(now);
      } finally {
        transport.close();
        terminated.countDown();
        flushes.releaseAll();
        sweep();
      }
    }
  }

  private void takeInTheRest(long now) {
    while (intake.drain(now) > 0) {
      intake.settlePending(now, true);
    }
    intake.settlePending(now, true);
    intake.closeBatches(now);
  }

  boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  /** Counts what reached the queue after the last drain. Safe from any thread once terminated. */
  synchronized void sweep() {
    while (queue.poll() != null) {
      ledger.dropped(DropReason.CLOSED, 1);
    }
    flushes.releaseLatecomers();
  }

  /** As {@link Analytics#flush}. */
  boolean flush(Duration timeout) {
    if (!started.get()) {
      return true;
    }
    Flushes.Flush flush = flushes.begin();
    wake();
    if (isTerminated()) {
      sweep();
    }
    return !isOwnThread() && flush.await(timeout);
  }

  /** A listener may call anything; what it would wait for is done by the thread it is called on. */
  private boolean isOwnThread() {
    return Thread.currentThread() == thread;
  }

  /**
   * Ends the thread within the time given; what could not be sent by then is counted as dropped.
   */
  void close(Duration timeout) {
    long nanos = timeout.toNanos();
    if (!closing) {
      // Early, so that within the time-out what is under way is given up, the last accounts are
      // written, and the thread ends.
      closeDeadline = time.nanos() + nanos - Math.min(nanos / 2, DRAIN_NANOS / 2);
      closing = true;
      if (started.compareAndSet(false, true)) {
        terminate(time.nanos());
        return;
      }
    }
    wake();
    try {
      if (!isOwnThread() && !awaitEnd(nanos)) {
        transport.cancel();
        log.hangs(timeout);
      }
    } catch (InterruptedException e) {
      closeDeadline = time.nanos();
      wake();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the accounts are written and the thread is gone. */
  private boolean awaitEnd(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    if (!terminated.await(nanos, TimeUnit.NANOSECONDS)) {
      return false;
    }
    sweep();
    Thread shipper = thread;
    if (shipper != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      shipper.join(Math.max(1, left));
    }
    return true;
  }
}
