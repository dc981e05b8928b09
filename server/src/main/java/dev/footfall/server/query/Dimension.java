package dev.footfall.server.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query groups by. */
public sealed interface Dimension {
  /** The name in a query. */
  String name();

  /** Those of them that are not time. */
  static List<Dimension> timeless(List<Dimension> dimensions) {
    return dimensions.stream().filter(dimension -> !(dimension instanceof ByTime)).toList();
  }

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
