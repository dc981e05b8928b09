package dev.footfall.server.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant: the part that queries, logs and exports share.
 *
 * @param from created at or after; null: from the first on
 * @param to created before; null: to the last
 * @param zone the one whose hours and weekdays are meant
 * @param withoutQueryStrings whether a path ends at its first question mark
 * @param lock what a request must be like for the caller to see it, whatever is asked: it is
 *     understood in UTC, with users by id or address and with paths as they are
 */
public record Filter(
    @Nullable Instant from,
    @Nullable Instant to,
    ZoneId zone,
    Condition condition,
    UserBy users,
    boolean withoutQueryStrings,
    Condition lock) {

  /** Without a lock. */
  public Filter(
      @Nullable Instant from,
      @Nullable Instant to,
      ZoneId zone,
      Condition condition,
      UserBy users,
      boolean withoutQueryStrings) {
    this(from, to, zone, condition, users, withoutQueryStrings, Condition.ALWAYS);
  }

  /** All that a lock lets through. */
  public static Filter locked(Condition lock) {
    return new Filter(
        null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false, lock);
  }

  /** The same behind a lock. */
  public Filter lockedBy(Condition lock) {
    return new Filter(from, to, zone, condition, users, withoutQueryStrings, lock);
  }

  /** The same with another condition. */
  public Filter where(Condition other) {
    return new Filter(from, to, zone, other, users, withoutQueryStrings, lock);
  }

  /** Whether addresses are seen masked. */
  public boolean masksAddresses() {
    return lock instanceof Condition.Masked;
  }

  /** Whether its condition names hours or weekdays, which depend on the zone's clock. */
  public boolean readsClock() {
    return condition.names(Field.HOUR) || condition.names(Field.WEEKDAY);
  }

  /** The same within another period. */
  public Filter over(@Nullable Instant begin, @Nullable Instant end) {
    return new Filter(begin, end, zone, condition, users, withoutQueryStrings, lock);
  }
}
