package dev.footfall;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * When the open batches leave: the first records after a few seconds, so that people see that it
 * works, later ones at the interval, give or take a tenth. The first two are random, so that
 * replicas that start together spread over the interval. Shipper's thread only.
 */
final class Schedule {

  private static final long FIRST_OFFSET_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_SPREAD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private enum Next {
    FIRST,
    SECOND,
    REGULAR
  }

  private final ServerFacts facts;
  private final DoubleSupplier random;
  private Next next = Next.FIRST;
  private boolean running;
  private long emptyAt;
  private long dueAt;

  Schedule(ServerFacts facts, DoubleSupplier random) {
    this.facts = facts;
    this.random = random;
  }

  /** Begins to wait when there is something to ship; the server may have shortened the interval. */
  void update(long now, boolean somethingHeld) {
    if (!somethingHeld) {
      running = false;
      emptyAt = now;
    } else if (!running) {
      running = true;
      dueAt = next == Next.FIRST ? now + first() : emptyAt + later();
    } else {
      dueAt = Math.min(dueAt, now + interval());
    }
  }

  /** How long the first records wait, in nanoseconds: another time at each call. */
  long first() {
    long offset = FIRST_OFFSET_NANOS + (long) (random.getAsDouble() * FIRST_SPREAD_NANOS);
    return Math.min(interval(), offset);
  }

  private long later() {
    double part = random.getAsDouble();
    // An even interval would take the same moments of each minute of a budget shared with others.
    return (long) (interval() * (next == Next.SECOND ? part : 0.9 + 0.2 * part));
  }

  private long interval() {
    return facts.flushInterval().toNanos();
  }

  boolean isDue(long now) {
    return running && now - dueAt >= 0;
  }

  /** How long until it is due, in nanoseconds; very long when it is over or nothing is held. */
  long delay(long now) {
    return running && dueAt - now > 0 ? dueAt - now : Long.MAX_VALUE;
  }

  void shipped(long now) {
    running = false;
    emptyAt = now;
    next = next == Next.FIRST ? Next.SECOND : Next.REGULAR;
  }
}
