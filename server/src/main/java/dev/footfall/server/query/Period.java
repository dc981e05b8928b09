package dev.footfall.server.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time.
 *
 * @param from the first instant of it
 * @param to the first instant after it
 */
public record Period(Instant from, Instant to) {
  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from is not before to: " + from + " " + to);
    }
  }

  /** The one that this is compared with; never empty. */
  public Period compared(Comparison comparison, ZoneId zone) {
    return switch (comparison) {
      case PREVIOUS_PERIOD -> previous(zone);
      case PREVIOUS_YEAR -> yearEarlier(zone);
    };
  }

  /** As many days by the zone's calendar, and what is left over in real time. */
  private Period previous(ZoneId zone) {
    LocalDateTime begin = local(from, zone);
    long days = days(zone);
    Duration rest = Duration.between(ZoneTime.first(begin.plusDays(days), zone), to);
    Instant previous = ZoneTime.first(begin.minusDays(days), zone).minus(rest);
    return days > 0 && previous.isBefore(from)
        ? new Period(previous, from)
        : new Period(from.minus(length()), from);
  }

  /** The same dates; what is shorter than a day is as long in real time. */
  private Period yearEarlier(ZoneId zone) {
    Instant begin = ZoneTime.first(local(from, zone).minusYears(1), zone);
    Instant end = ZoneTime.first(endYearEarlier(zone), zone);
    return days(zone) > 0 && begin.isBefore(end)
        ? new Period(begin, end)
        : new Period(begin, begin.plus(length()));
  }

  /** What ends on 29 February has all of the 28th before it. */
  private LocalDateTime endYearEarlier(ZoneId zone) {
    LocalDateTime end = local(to, zone);
    boolean leapDay = end.getMonth() == Month.FEBRUARY && end.getDayOfMonth() == 29;
    return leapDay ? end.minusYears(1).plusDays(1) : end.minusYears(1);
  }

  private Duration length() {
    return Duration.between(from, to);
  }

  /** Whole days by the zone's clock, which may be set back meanwhile. */
  private long days(ZoneId zone) {
    return ChronoUnit.DAYS.between(local(from, zone), local(to, zone));
  }

  private static LocalDateTime local(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone);
  }
}
