package dev.footfall.benchmarks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The periods that are asked for, each up to the newest record. */
enum Period {
  DAY("24 h", Duration.ofDays(1)),
  WEEK("7 days", Duration.ofDays(7)),
  MONTH("30 days", Duration.ofDays(30)),
  ALL("all time", null);

  final String text;
  private final @Nullable Duration length;

  Period(String text, @Nullable Duration length) {
    this.text = text;
    this.length = length;
  }

  boolean hasPrevious() {
    return length != null;
  }

  /** The members of a query's JSON that say it, each with a comma after it. */
  String json(Instant end) {
    return length == null ? "" : "\"from\":\"%s\",\"to\":\"%s\",".formatted(end.minus(length), end);
  }

  /**
   * The condition in SQL.
   *
   * @param ago 0 for the period, 1 for the one before
   */
  String sql(Instant end, int ago) {
    if (length == null) {
      return "true";
    }
    Instant to = end.minus(length.multipliedBy(ago));
    return "created_at >= TIMESTAMP '%s' AND created_at < TIMESTAMP '%s'"
        .formatted(text(to.minus(length)), text(to));
  }

  /** How long a step in time is, as the server chooses it: the finest that gives at most 200. */
  String step() {
    return switch (this) {
      case DAY -> "15 minutes";
      case WEEK -> "1 hour";
      case MONTH -> "6 hours";
      case ALL -> "7 days";
    };
  }

  private static String text(Instant instant) {
    return instant.toString().replace('T', ' ').replace("Z", "");
  }
}
