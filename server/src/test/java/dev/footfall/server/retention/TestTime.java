package dev.footfall.server.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock and the time that passes, which may differ. */
final class TestTime extends Clock {
  private Instant instant;
  private long nanos;

  TestTime(Instant begin) {
    instant = begin;
  }

  void pass(Duration duration) {
    leap(duration);
    nanos += duration.toNanos();
  }

  /** Of the clock alone. */
  void leap(Duration duration) {
    instant = instant.plus(duration);
  }

  long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return instant;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
