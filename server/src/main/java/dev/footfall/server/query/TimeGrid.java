package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period cut into buckets by a zone's clock. Buckets follow each other without gap or overlap:
 *
 * <ul>
 *   <li>those of up to an hour begin where the clock shows a multiple of their length, and at each
 *       change of the clock: an hour that comes twice is two buckets;
 *   <li>those of six hours, days, weeks and months begin where the clock first shows their
 *       beginning or a later time, and a time that comes again belongs to the later of the two
 *       buckets; one that the clock never shows does not exist.
 * </ul>
 *
 * Immutable.
 */
public final class TimeGrid {
  /** A period may have so many. */
  public static final int MAX_BUCKETS = 10_000;

  /** The finest bucket that gives at most so many is chosen where none is asked for. */
  public static final int CHOSEN_BUCKETS = 200;

  private final BucketClock clock;
  private final List<Instant> begins;

  private TimeGrid(BucketClock clock, List<Instant> begins) {
    this.clock = clock;
    this.begins = begins;
  }

  /**
   * The grid of a period, which ends before {@code to}.
   *
   * @param bucket null: the finest that gives at most {@link #CHOSEN_BUCKETS}, or a month
   * @throws Refusal when there are over {@link #MAX_BUCKETS}; it takes no longer to find out
   */
  public static TimeGrid of(ZoneId zone, @Nullable Bucket bucket, Period period) {
    if (bucket == null) {
      TimeGrid fine = ofAtMost(CHOSEN_BUCKETS, zone, period);
      return fine == null ? of(zone, Bucket.MONTH, period) : fine;
    }
    TimeGrid grid = build(zone, bucket, period, MAX_BUCKETS);
    if (grid == null) {
      throw Refusal.badRequest(
          "dimensions has over "
              + MAX_BUCKETS
              + " buckets of time in this period; take longer ones, or time to let them be chosen.",
          "dimensions");
    }
    return grid;
  }

  /**
   * The finest grid that has at most so many buckets, or months.
   *
   * @throws Refusal when there are over {@link #MAX_BUCKETS} months
   */
  public static TimeGrid finest(ZoneId zone, Period period, int most) {
    TimeGrid grid = ofAtMost(most, zone, period);
    if (grid == null) {
      grid = build(zone, Bucket.MONTH, period, MAX_BUCKETS);
    }
    if (grid == null) {
      throw Refusal.badRequest("to is over " + MAX_BUCKETS + " months after from.", "to");
    }
    return grid;
  }

  private static @Nullable TimeGrid ofAtMost(int most, ZoneId zone, Period period) {
    for (Bucket bucket : Bucket.values()) {
      TimeGrid grid = build(zone, bucket, period, most);
      if (grid != null) {
        return grid;
      }
    }
    return null;
  }

  private static @Nullable TimeGrid build(ZoneId zone, Bucket bucket, Period period, int max) {
    BucketClock clock = new BucketClock(zone, bucket, period);
    List<Instant> begins = clock.begins(max);
    return begins.size() > max ? null : new TimeGrid(clock, begins);
  }

  public Bucket bucket() {
    return clock.bucket();
  }

  public int size() {
    return begins.size();
  }

  /** The buckets' beginnings, ascending; the first may be before the period's. */
  public List<Instant> begins() {
    return begins;
  }

  /** The place among {@link #begins} of the bucket that an instant of the period is in. */
  public int index(Instant instant) {
    int found = Collections.binarySearch(begins, instant);
    return found >= 0 ? found : -found - 2;
  }

  /** The place of the bucket with this key. */
  public int index(long key) {
    return index(begin(key));
  }

  /**
   * The number of the bucket that an instant of the period is in, which grows with time. With
   * {@code t} in whole seconds since 1970, the {@code offset} of the instant's {@link Segment} and
   * all divisions rounded down, it is the greater of the segment's {@code least} and
   *
   * <ul>
   *   <li>up to an hour of {@code width} seconds: {@code (t + offset) / width * width - offset},
   *       the beginning itself;
   *   <li>six hours, a day: {@code (t + offset) / width};
   *   <li>a week: {@code (t + offset + 3 days) / width}, weeks from Monday 1969-12-29;
   *   <li>a month: year × 12 + month − 1 of {@code t + offset}.
   * </ul>
   */
  public long key(Instant instant) {
    return clock.key(instant);
  }

  /** The beginning of the bucket with this key. */
  public Instant begin(long key) {
    return clock.begin(key);
  }

  /** The parts of the period between changes of the clock, in order. */
  public List<Segment> segments() {
    return clock.segments();
  }
}
