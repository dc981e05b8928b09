package dev.footfall.server.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Numbers the buckets of a clock that is never changed. */
final class BucketKey {
  private static final long HOUR_SECONDS = 3_600;
  private static final long DAY_SECONDS = 86_400;
  private static final long WEEK_SECONDS = 7 * DAY_SECONDS;
  private static final int MONTHS = 12;

  /** 1970-01-01 was a Thursday. */
  private static final long MONDAY_SECONDS = 3 * DAY_SECONDS;

  private BucketKey() {}

  /** The length in seconds; a month has none. */
  static long seconds(Bucket bucket) {
    return switch (bucket) {
      case MINUTE -> 60;
      case FIVE_MINUTES -> 300;
      case QUARTER -> 900;
      case HOUR -> HOUR_SECONDS;
      case SIX_HOURS -> 6 * HOUR_SECONDS;
      case DAY -> DAY_SECONDS;
      case WEEK -> WEEK_SECONDS;
      case MONTH -> throw new IllegalArgumentException("a month has no length");
    };
  }

  /**
   * @param local seconds since 1970-01-01T00:00 by the clock
   */
  static long of(Bucket bucket, long local) {
    return switch (bucket) {
      case MONTH -> {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, DAY_SECONDS));
        yield date.getYear() * (long) MONTHS + date.getMonthValue() - 1;
      }
      case WEEK -> Math.floorDiv(local + MONDAY_SECONDS, WEEK_SECONDS);
      default -> Math.floorDiv(local, seconds(bucket));
    };
  }

  /** When the bucket of this number begins by the clock. */
  static LocalDateTime begin(Bucket bucket, long key) {
    return switch (bucket) {
      case MONTH -> {
        int year = Math.toIntExact(Math.floorDiv(key, MONTHS));
        yield LocalDate.of(year, Math.floorMod(key, MONTHS) + 1, 1).atStartOfDay();
      }
      case WEEK -> at(key * WEEK_SECONDS - MONDAY_SECONDS);
      default -> at(key * seconds(bucket));
    };
  }

  private static LocalDateTime at(long local) {
    return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
  }
}
