package dev.footfall.server.answer;

import dev.footfall.server.store.Interruption;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A query that is being answered, until it is done, stopped, or out of its budget. */
final class Run implements AutoCloseable {
  private static final long REPEAT_MILLIS = 20;
  private static final long PAUSE_NANOS = 20_000_000;

  private final ScheduledExecutorService clock;
  private final Interruption interruption = new Interruption();
  private final ScheduledFuture<?> budget;
  private final String spent;
  private @Nullable ScheduledFuture<?> stopping;
  private @Nullable String reason;
  private boolean closed;

  Run(ScheduledExecutorService clock, Duration budget) {
    this.clock = clock;
    this.spent =
        "The query took longer than its budget of "
            + budget.toMillis()
            + " ms. Narrow the period, ask for less, or raise budget_ms.";
    this.budget = clock.schedule(() -> stop(spent), budget.toNanos(), TimeUnit.NANOSECONDS);
  }

  Interruption interruption() {
    return interruption;
  }

  /** Why it is stopped, or null when it is not. */
  synchronized @Nullable String reason() {
    return reason;
  }

  boolean isOverBudget() {
    return spent.equals(reason());
  }

  /** The first reason counts. The engine is told until the run is over: it may miss a call. */
  synchronized void stop(String why) {
    if (reason == null && !closed) {
      reason = why;
      stopping =
          clock.scheduleWithFixedDelay(interruption::stop, 0, REPEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void check() {
    String why = reason();
    if (why != null) {
      throw new Unanswered(why);
    }
  }

  /** Lets a moment pass, unless the run is stopped. */
  void pause() {
    check();
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  @Override
  public synchronized void close() {
    closed = true;
    budget.cancel(false);
    if (stopping != null) {
      stopping.cancel(false);
    }
  }
}
