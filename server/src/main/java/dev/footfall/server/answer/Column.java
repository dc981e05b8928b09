package dev.footfall.server.answer;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column of an answer holds.
 *
 * @param exactness null: a dimension
 */
public record Column(String name, Type type, @Nullable Exactness exactness) {

  /** The type of its values. */
  public enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    TIME;

    /** The name in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether figures are counted or estimated.
   *
   * @param rows those of groups, of the period and of the one it is compared with
   * @param total those over all that matches
   * @param note why one is not exact
   */
  public record Exactness(boolean rows, boolean total, @Nullable String note) {}

  static Column of(Dimension dimension) {
    // the bucket stands in the range
    String name = dimension instanceof Dimension.ByTime ? "time" : dimension.name();
    return new Column(name, type(dimension), null);
  }

  static Column of(Metric metric, Exactness exactness) {
    return new Column(metric.name(), type(metric), exactness);
  }

  private static Type type(Dimension dimension) {
    if (dimension instanceof Dimension.ByField by) {
      return by.field().kind() == Field.Kind.TEXT ? Type.TEXT : Type.INTEGER;
    }
    return dimension instanceof Dimension.ByTime ? Type.TIME : Type.NUMBER;
  }

  private static Type type(Metric metric) {
    return switch (metric.kind()) {
      case REQUESTS, USERS, ROUTES -> Type.INTEGER;
      case FIRST_SEEN, LAST_SEEN, FIRST_EVER -> Type.TIME;
      case SUM -> metric.field() == Field.RESPONSE_TIME ? Type.NUMBER : Type.INTEGER;
      default -> Type.NUMBER;
    };
  }
}
