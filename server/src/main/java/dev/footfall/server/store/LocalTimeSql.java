package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Segment;
import dev.footfall.server.query.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** The clock of a zone in SQL, by its offsets: several times as fast as the engine's own zones. */
final class LocalTimeSql {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3600 * SECOND;
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
    Instant latest = latest();
    Instant to = filter.to() == null || filter.to().isAfter(latest) ? latest : filter.to();
    ZoneRules rules = filter.zone().getRules();
    Cases offsets = new Cases(offset(rules, from));
    ZoneOffsetTransition next = rules.nextTransition(from);
    while (next != null && next.getInstant().isBefore(to)) {
      offsets.from(next.getInstant(), offset(rules, next.getInstant()));
      next = rules.nextTransition(next.getInstant());
    }
    return "(epoch_us(created_at) + " + offsets.sql() + ")";
  }

  /** No record is created later than a day after it is received. */
  private static Instant latest() {
    return Instant.now().plus(Duration.ofDays(2));
  }

  private static String offset(ZoneRules rules, Instant instant) {
    return Long.toString(rules.getOffset(instant).getTotalSeconds() * SECOND);
  }

  /** The key of the bucket, see {@link TimeGrid#key}. */
  static String bucket(TimeGrid grid) {
    List<Segment> segments = grid.segments();
    Instant latest = latest();
    Cases keys = new Cases(bucket(grid, segments.get(0)));
    for (Segment segment : segments.subList(1, segments.size())) {
      if (segment.from().isBefore(latest)) {
        keys.from(segment.from(), bucket(grid, segment));
      }
    }
    return keys.sql();
  }

  private static String bucket(TimeGrid grid, Segment segment) {
    long offset = segment.offsetSeconds();
    String key =
        switch (grid.bucket()) {
          case MINUTE -> fine(60, offset);
          case FIVE_MINUTES -> fine(300, offset);
          case QUARTER -> fine(900, offset);
          case HOUR -> fine(3600, offset);
          case SIX_HOURS -> floor(6 * HOUR, offset);
          case DAY -> floor(DAY, offset);
          case WEEK -> floor(7 * DAY, offset + 3 * DAY / SECOND);
          case MONTH -> month(offset);
        };
    return "greatest(" + key + ", " + segment.least() + ")";
  }

  private static String fine(long seconds, long offset) {
    return floor(seconds * SECOND, offset) + " * " + seconds + " - " + offset;
  }

  /** No record is older than the epoch: what rounds to zero rounds down. */
  private static String floor(long micros, long offset) {
    return "(epoch_us(created_at) + " + offset * SECOND + ") // " + micros;
  }

  private static String month(long offset) {
    String local = "(created_at + to_seconds(" + offset + "))";
    return "(year(" + local + ") * 12 + month(" + local + ") - 1)";
  }

  /** What holds from one instant on, and from the next; the newest first: most records are new. */
  private static final class Cases {
    private final StringBuilder newer = new StringBuilder();
    private final String first;

    Cases(String first) {
      this.first = first;
    }

    void from(Instant instant, String sql) {
      newer.insert(0, " WHEN created_at >= make_timestamp(" + Micros.of(instant) + ") THEN " + sql);
    }

    String sql() {
      return newer.isEmpty() ? first : "CASE" + newer + " ELSE " + first + " END";
    }
  }
}
