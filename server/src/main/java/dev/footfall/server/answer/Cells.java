package dev.footfall.server.answer;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Histogram;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.Micros;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the store has into what a reader sees. */
final class Cells {
  private static final int TENTHS = 1;
  private static final int THOUSANDTHS = 3;

  private final Query query;
  private final Scope scope;

  Cells(Query query, Scope scope) {
    this.query = query;
    this.scope = scope;
  }

  List<@Nullable Object> of(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < query.dimensions().size(); i++) {
      Object key = row.keys().get(i);
      cells.add(key == null ? null : key(query.dimensions().get(i), key));
    }
    cells.addAll(figures(row.figures()));
    return cells;
  }

  List<@Nullable Object> figures(List<@Nullable Number> figures) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < query.metrics().size(); i++) {
      Number figure = figures.get(i);
      cells.add(figure == null ? null : figure(query.metrics().get(i), figure));
    }
    return cells;
  }

  private @Nullable Object key(Dimension dimension, Object key) {
    TimeGrid grid = scope.grid();
    if (dimension instanceof Dimension.ByField by) {
      return by.field() == Field.STATUS_CLASS ? key + "xx" : key;
    }
    int place = ((Long) key).intValue();
    if (dimension instanceof Dimension.ByTime && grid != null) {
      // The period compared with may have fewer buckets: a February has fewer days.
      return place < grid.size() ? time(grid.begins().get(place)) : null;
    }
    return decimal(Histogram.boundsMicros().get(place), THOUSANDTHS);
  }

  private Object figure(Metric metric, Number figure) {
    return switch (metric.kind()) {
      case REQUESTS, USERS, ROUTES -> figure;
      case SUCCESS_RATE, ERROR_RATE, CLIENT_ERROR_RATE, SERVER_ERROR_RATE ->
          decimal(figure, TENTHS);
      case FIRST_SEEN, LAST_SEEN, FIRST_EVER -> time(Micros.toInstant(figure.longValue()));
      case SUM -> metric.field() == Field.RESPONSE_TIME ? decimal(figure, THOUSANDTHS) : figure;
      default -> decimal(figure, THOUSANDTHS);
    };
  }

  private OffsetDateTime time(Instant instant) {
    return instant.atZone(query.filter().zone()).toOffsetDateTime();
  }

  private static BigDecimal decimal(Number figure, int scale) {
    BigDecimal decimal = new BigDecimal(new BigInteger(figure.toString()), scale);
    BigDecimal plain = decimal.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
