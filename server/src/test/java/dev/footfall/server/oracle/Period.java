package dev.footfall.server.oracle;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** From the first microsecond to just before the second. */
record Period(long from, long to) {

  boolean holds(Request request) {
    return request.createdAtMicros() >= from && request.createdAtMicros() < to;
  }

  Period before(String comparison, ZoneId zone) {
    LocalDateTime start = local(from, zone);
    LocalDateTime end = local(to, zone);
    return comparison.equals("previous_year")
        ? new Period(micros(start.minusYears(1), zone), micros(end.minusYears(1), zone))
        : new Period(micros(start.minus(Duration.between(start, end)), zone), from);
  }

  /**
   * Whether nobody can differ about a comparison's ends: they are times that the clock shows once,
   * and what is left over after whole days is as long by the clock as in real time.
   */
  boolean hasPlainComparison(String comparison, ZoneId zone) {
    LocalDateTime start = local(from, zone);
    LocalDateTime end = local(to, zone);
    Period earlier = before(comparison, zone);
    LocalDateTime earlierStart = local(earlier.from, zone);
    LocalDateTime earlierEnd = local(earlier.to, zone);
    return Stream.of(start, end, earlierStart, earlierEnd).allMatch(time -> isPlain(time, zone))
        && rest(earlier, zone).equals(rest(this, zone))
        && rest(this, zone).equals(Duration.between(start, end).minusDays(days(start, end)));
  }

  /** What follows after whole days from the beginning, in real time. */
  private static Duration rest(Period period, ZoneId zone) {
    LocalDateTime start = local(period.from, zone);
    long days = days(start, local(period.to, zone));
    return Duration.between(
        start.plusDays(days).atZone(zone).toInstant(), Request.instant(period.to));
  }

  private static long days(LocalDateTime start, LocalDateTime end) {
    return ChronoUnit.DAYS.between(start, end);
  }

  private static boolean isPlain(LocalDateTime time, ZoneId zone) {
    return zone.getRules().getValidOffsets(time).size() == 1
        && !MonthDay.from(time).equals(MonthDay.of(2, 29));
  }

  private static LocalDateTime local(long micros, ZoneId zone) {
    return Request.instant(micros).atZone(zone).toLocalDateTime();
  }

  private static long micros(LocalDateTime local, ZoneId zone) {
    return Request.micros(local.atZone(zone).toInstant());
  }
}
