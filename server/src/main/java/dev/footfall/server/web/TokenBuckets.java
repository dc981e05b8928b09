package dev.footfall.server.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each name, full at first and filled steadily. Of too many names the one that
 * was least recently seen is forgotten. Thread-safe.
 */
final class TokenBuckets {
  private static final double NANOS = 1e9;

  private final double perNano;
  private final int capacity;
  private final int maxNames;
  private final LongSupplier nanoTime;
  // guarded by this; in the order in which they were seen
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Bucket {
    double tokens;
    long filledAt;
  }

  /**
   * @param nanoTime a clock that only goes forward
   */
  TokenBuckets(double perSecond, int capacity, int maxNames, LongSupplier nanoTime) {
    this.perNano = perSecond / NANOS;
    this.capacity = capacity;
    this.maxNames = maxNames;
    this.nanoTime = nanoTime;
  }

  /** Takes a token: 0, or how many seconds later, at least 1, there will be one to take. */
  synchronized long take(String name) {
    Bucket bucket = bucket(name);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - bucket.tokens) / perNano / NANOS));
  }

  /** How many tokens a full bucket has. */
  int capacity() {
    return capacity;
  }

  synchronized int size() {
    return buckets.size();
  }

  private Bucket bucket(String name) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = capacity;
      buckets.put(name, bucket);
      forgetOne();
    } else {
      bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.filledAt) * perNano);
    }
    bucket.filledAt = now;
    return bucket;
  }

  private void forgetOne() {
    if (buckets.size() > maxNames) {
      Iterator<String> names = buckets.keySet().iterator();
      names.next();
      names.remove();
    }
  }
}
