package dev.footfall.server.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure.
 *
 * @param field what is added up; null but for {@link Kind#SUM}
 */
public record Metric(Kind kind, @Nullable Field field) {

  /** What is computed. */
  public enum Kind {
    REQUESTS,
    USERS,
    ROUTES,
    SUCCESS_RATE,
    ERROR_RATE,
    CLIENT_ERROR_RATE,
    SERVER_ERROR_RATE,
    MEAN,
    MIN,
    MAX,
    P50(0.5),
    P75(0.75),
    P90(0.9),
    P95(0.95),
    P99(0.99),
    SUM,
    FIRST_SEEN,
    LAST_SEEN,
    /** What {@link #FIRST_SEEN} is of a period without a beginning. */
    FIRST_EVER;

    private final double rank;

    Kind() {
      this(Double.NaN);
    }

    Kind(double rank) {
      this.rank = rank;
    }

    public boolean isPercentile() {
      return !Double.isNaN(rank);
    }

    /** Between 0 and 1; not a number unless it is a percentile. */
    public double rank() {
      return rank;
    }

    /** Whether it counts what differs. */
    public boolean isDistinctCount() {
      return this == USERS || this == ROUTES;
    }

    /** Whether it depends on the records' weights. */
    public boolean isWeighted() {
      return switch (this) {
        case REQUESTS, SUCCESS_RATE, ERROR_RATE, CLIENT_ERROR_RATE, SERVER_ERROR_RATE, MEAN, SUM ->
            true;
        default -> false;
      };
    }
  }

  public static Metric of(Kind kind) {
    return new Metric(kind, null);
  }

  /** The name in JSON. */
  public String name() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return field == null ? name : name + ":" + field.wireName();
  }
}
