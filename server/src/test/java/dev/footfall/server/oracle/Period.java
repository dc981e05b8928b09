package dev.footfall.server.oracle;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;

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

  /** Whether a comparison's ends are times that the clock shows once, so that nobody can differ. */
  boolean hasPlainComparison(String comparison, ZoneId zone) {
    LocalDateTime start = local(from, zone);
    LocalDateTime end = local(to, zone);
    Duration length = Duration.between(start, end);
    return length.toSeconds() > 0
        && isPlain(start, zone)
        && isPlain(end, zone)
        && (comparison.equals("previous_year")
            ? isPlain(start.minusYears(1), zone) && isPlain(end.minusYears(1), zone)
            : isPlain(start.minus(length), zone));
  }

  private static boolean isPlain(LocalDateTime time, ZoneId zone) {
    return zone.getRules().getValidOffsets(time).size() == 1;
  }

  private static LocalDateTime local(long micros, ZoneId zone) {
    return Request.instant(micros).atZone(zone).toLocalDateTime();
  }

  private static long micros(LocalDateTime local, ZoneId zone) {
    return Request.micros(local.atZone(zone).toInstant());
  }
}
