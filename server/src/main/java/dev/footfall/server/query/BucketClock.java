package dev.footfall.server.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Numbers buckets by a zone's clock over a period. */
final class BucketClock {
  /** Longer than a clock that was set back takes to show again what it had shown. */
  private static final Duration LOOKBACK = Duration.ofDays(3);

  private final ZoneId zone;
  private final Bucket bucket;
  private final Period period;
  private final List<Segment> segments;

  BucketClock(ZoneId zone, Bucket bucket, Period period) {
    this.zone = zone;
    this.bucket = bucket;
    this.period = period;
    this.segments = segments(zone, bucket, period);
  }

  Bucket bucket() {
    return bucket;
  }

  List<Segment> segments() {
    return segments;
  }

  long key(Instant instant) {
    return key(bucket, at(instant), instant);
  }

  Instant begin(long key) {
    return isFine(bucket)
        ? Instant.ofEpochSecond(key)
        : ZoneTime.first(BucketKey.begin(bucket, key), zone);
  }

  /** The beginnings of all buckets of the period, or of its first ones: just more than max. */
  List<Instant> begins(int max) {
    List<Instant> begins = new ArrayList<>();
    long key = key(period.from());
    Instant begin = begin(key);
    while (begin.isBefore(period.to()) && begins.size() <= max) {
      begins.add(begin);
      Instant former = begin;
      while (!begin.isAfter(former)) {
        key = after(key);
        begin = begin(key);
      }
    }
    return List.copyOf(begins);
  }

  private long after(long key) {
    if (!isFine(bucket)) {
      return key + 1;
    }
    int place = place(Instant.ofEpochSecond(key));
    long next = key + BucketKey.seconds(bucket);
    next -= Math.floorMod(next + segments.get(place).offsetSeconds(), BucketKey.seconds(bucket));
    return place + 1 < segments.size()
        ? Math.min(next, segments.get(place + 1).from().getEpochSecond())
        : next;
  }

  private Segment at(Instant instant) {
    return segments.get(place(instant));
  }

  /** The place of the segment that an instant is in; of one before the period the first. */
  private int place(Instant instant) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).from().isAfter(instant)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static List<Segment> segments(ZoneId zone, Bucket bucket, Period period) {
    List<Segment> segments = new ArrayList<>();
    long least = Long.MIN_VALUE;
    for (Offset offset : Offset.over(zone, period.from().minus(LOOKBACK), period.to())) {
      Instant from = offset.from();
      if (!segments.isEmpty()) {
        Segment former = segments.get(segments.size() - 1);
        least = isFine(bucket) ? from.getEpochSecond() : key(bucket, former, from.minusNanos(1));
      }
      if (!from.isAfter(period.from())) {
        segments.clear();
      }
      segments.add(new Segment(from, offset.seconds(), least));
    }
    Segment first = segments.get(0);
    least = key(bucket, first, period.from());
    segments.set(0, new Segment(period.from(), first.offsetSeconds(), least));
    return List.copyOf(segments);
  }

  private static long key(Bucket bucket, Segment segment, Instant instant) {
    int offset = segment.offsetSeconds();
    long key = BucketKey.of(bucket, instant.getEpochSecond() + offset);
    long raw = isFine(bucket) ? key * BucketKey.seconds(bucket) - offset : key;
    return Math.max(raw, segment.least());
  }

  private static boolean isFine(Bucket bucket) {
    return bucket.compareTo(Bucket.HOUR) <= 0;
  }
}
