package dev.footfall.server.query;

import org.jspecify.annotations.Nullable;

/** What a query groups by. */
public sealed interface Dimension {
  /** The name in a query. */
  String name();

  record ByField(Field field) implements Dimension {
    @Override
    public String name() {
      return field.wireName();
    }
  }

  /**
   * By the part of time that it was created in.
   *
   * @param bucket null: the finest that gives few enough, once the period is known
   */
  record ByTime(@Nullable Bucket bucket) implements Dimension {
    @Override
    public String name() {
      return bucket == null ? "time" : "time:" + bucket.wireName();
    }
  }

  /** By the bin of the response time. */
  record ByResponseTime() implements Dimension {
    @Override
    public String name() {
      return "histogram:response_time";
    }
  }
}
