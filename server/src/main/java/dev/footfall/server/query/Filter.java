package dev.footfall.server.query;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant: the part that queries, logs and exports share.
 *
 * @param from created at or after; null: from the first on
 * @param to created before; null: to the last
 * @param zone the one whose hours and weekdays are meant
 * @param withoutQueryStrings whether a path ends at its first question mark
 */
public record Filter(
    @Nullable Instant from,
    @Nullable Instant to,
    ZoneId zone,
    Condition condition,
    UserBy users,
    boolean withoutQueryStrings) {

  /** Whether its condition names hours or weekdays, which depend on the zone's clock. */
  public boolean readsClock() {
    return condition.names(Field.HOUR) || condition.names(Field.WEEKDAY);
  }

  /** The same within another period. */
  public Filter over(@Nullable Instant begin, @Nullable Instant end) {
    return new Filter(begin, end, zone, condition, users, withoutQueryStrings);
  }
}
