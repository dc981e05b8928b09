package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The clock of a zone in SQL, by its offsets: several times as fast as the engine's own zones. */
final class LocalTimeSql {
  private static final long HOUR = Duration.ofHours(1).toMillis() * 1000;
  private static final long DAY = 24 * HOUR;

  private LocalTimeSql() {}

  /** 0 to 23. */
  static String hour(Filter filter) {
    return "(" + micros(filter) + " // " + HOUR + " % 24)";
  }

  /** Monday is 1, Sunday 7; the epoch was a Thursday. */
  static String weekday(Filter filter) {
    return "((" + micros(filter) + " // " + DAY + " + 3) % 7 + 1)";
  }

  private static String micros(Filter filter) {
    Instant from = filter.from() == null ? Instant.EPOCH : filter.from();
    // No record is created later than a day after it is received.
    Instant to = filter.to() == null ? Instant.now().plus(Duration.ofDays(2)) : filter.to();
    return micros(filter.zone(), from, to);
  }

  /** Microseconds of the zone's clock. The newest offset comes first: most records are new. */
  static String micros(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    String shift = Long.toString(offset(rules, from));
    ZoneOffsetTransition next = rules.nextTransition(from);
    StringBuilder cases = new StringBuilder();
    while (next != null && next.getInstant().isBefore(to)) {
      cases.insert(
          0,
          " WHEN created_at >= make_timestamp("
              + Micros.of(next.getInstant())
              + ") THEN "
              + offset(rules, next.getInstant()));
      next = rules.nextTransition(next.getInstant());
    }
    String offset = cases.isEmpty() ? shift : "CASE" + cases + " ELSE " + shift + " END";
    return "(epoch_us(created_at) + " + offset + ")";
  }

  private static long offset(ZoneRules rules, Instant instant) {
    return rules.getOffset(instant).getTotalSeconds() * 1_000_000L;
  }
}
