package dev.footfall.server.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time that deletion goes by: the clock's, never ahead of it, but without its leaps. It goes on
 * from where it was last saved, at most so many times as fast as time passes while the server runs.
 * So a clock that is years ahead for an hour costs a day; and after a week in which the server did
 * not run, it has caught up in seven hours.
 */
final class SteadyTime {
  private static final int SPEED = 25;

  private final Clock clock;
  private final LongSupplier nanoTime;
  private Instant time;
  private long readAt;

  /**
   * @param from where it goes on
   * @param nanoTime passes while the server runs, as {@link System#nanoTime} does
   */
  SteadyTime(Instant from, Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    time = from;
    readAt = nanoTime.getAsLong();
  }

  Instant read() {
    long nanos = nanoTime.getAsLong();
    Instant reached = time.plus(Duration.ofNanos(nanos - readAt).multipliedBy(SPEED));
    Instant now = clock.instant();
    readAt = nanos;
    time = now.isBefore(reached) ? now : reached;
    return time;
  }

  /** How far the clock is ahead of what was read last. */
  Duration behind() {
    return Duration.between(time, clock.instant());
  }
}
