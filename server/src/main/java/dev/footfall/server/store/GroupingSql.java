package dev.footfall.server.store;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Histogram;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Order;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A grouping in SQL: one scan that groups by columns as they are wherever that is possible, and
 * around it what is computed of the few rows that are left.
 */
final class GroupingSql {
  /** A result takes memory that the engine does not count: 80 MB, should there be so many. */
  static final int MAX_GROUPS = 1_000_000;

  /** With more, looking for them takes longer than leaving them out afterwards. */
  private static final int MAX_AMONG = 1_000;

  private final int projectId;
  private final Grouping grouping;
  private final FieldSql fields;
  private final MetricSql metrics;

  private GroupingSql(int projectId, Grouping grouping) {
    this.projectId = projectId;
    this.grouping = grouping;
    fields = new FieldSql(grouping.filter());
    metrics = new MetricSql(grouping.precision(), fields.distinctUser(), grouping.metrics());
  }

  /** Columns are the keys, the figures, the number of records. */
  static Sql of(int projectId, Grouping grouping) {
    return new GroupingSql(projectId, grouping).build();
  }

  private Sql build() {
    List<String> columns = new ArrayList<>();
    List<String> scanned = new ArrayList<>();
    for (Dimension dimension : grouping.dimensions()) {
      String name = "k" + columns.size();
      scanned.add(key(dimension) + " AS " + name);
      columns.add(name);
    }
    for (Metric metric : grouping.metrics()) {
      columns.add(metrics.figure(metric));
    }
    columns.add(metrics.samples());
    int aggregate = 0;
    for (String sql : metrics.aggregates()) {
      scanned.add(sql + " AS a" + aggregate++);
    }
    Sql sql =
        new Sql()
            .add("SELECT " + String.join(", ", columns))
            .add(" FROM (SELECT " + String.join(", ", scanned) + " FROM ")
            .add(RequestTable.seen(grouping.filter()));
    if (grouping.membership() != null) {
      sql.add(HistorySql.membership(projectId, grouping.membership(), grouping.filter()));
    }
    sql.add(" WHERE ").add(FilterSql.where(projectId, grouping.filter()));
    among(sql, grouping, fields);
    int keys = grouping.dimensions().size();
    if (keys > 0) {
      sql.add(" GROUP BY " + places(keys));
    }
    sql.add(")");
    if (grouping.metrics().contains(Metric.of(Metric.Kind.FIRST_EVER))) {
      sql.add(HistorySql.firstEver(projectId, grouping));
    }
    order(sql);
    return sql.add(" LIMIT ")
        .bind(Math.min(grouping.limit(), MAX_GROUPS + 1))
        .add(" OFFSET ")
        .bind(grouping.offset());
  }

  static String places(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private String key(Dimension dimension) {
    return dimension instanceof Dimension.ByTime && grouping.grid() != null
        ? LocalTimeSql.bucket(grouping.grid())
        : key(dimension, fields);
  }

  /** Of a dimension that is not time. */
  static String key(Dimension dimension, FieldSql fields) {
    if (dimension instanceof Dimension.ByField by) {
      return fields.expression(by.field());
    }
    List<Long> bounds = Histogram.boundsMicros();
    return bin(bounds, 0, bounds.size() - 1);
  }

  /** The place of the last bound that is not above the response time, found by halves. */
  private static String bin(List<Long> bounds, int first, int last) {
    if (first == last) {
      return Integer.toString(first);
    }
    int middle = (first + last + 1) >>> 1;
    return "CASE WHEN response_time_us < "
        + bounds.get(middle)
        + " THEN "
        + bin(bounds, first, middle - 1)
        + " ELSE "
        + bin(bounds, middle, last)
        + " END";
  }

  /** Each key's column on its own: what is let through too much does not matter. */
  static void among(Sql sql, Grouping grouping, FieldSql fields) {
    List<List<@Nullable Object>> among = grouping.among();
    if (among == null || among.size() > MAX_AMONG) {
      return;
    }
    for (int i = 0; i < grouping.dimensions().size(); i++) {
      if (grouping.dimensions().get(i) instanceof Dimension.ByField by) {
        Set<Object> values = new LinkedHashSet<>();
        boolean unknown = false;
        for (List<@Nullable Object> keys : among) {
          Object value = keys.get(i);
          unknown |= value == null;
          if (value != null) {
            values.add(value);
          }
        }
        amongOf(sql, fields.expression(by.field()), values, unknown);
      }
    }
  }

  private static void amongOf(Sql sql, String column, Set<Object> values, boolean unknown) {
    sql.add(" AND (").add(unknown ? column + " IS NULL" : "FALSE");
    if (!values.isEmpty()) {
      sql.add(" OR ").add(column).add(" IN (").bindAll(values).add(")");
    }
    sql.add(")");
  }

  private void order(Sql sql) {
    Set<Integer> ordered = new LinkedHashSet<>();
    sql.add(" ORDER BY ");
    for (Order order : grouping.order()) {
      if (ordered.add(order.column())) {
        sql.add((order.column() + 1) + (order.ascending() ? " ASC" : " DESC") + " NULLS LAST, ");
      }
    }
    for (int i = 0; i < grouping.dimensions().size(); i++) {
      if (ordered.add(i)) {
        sql.add((i + 1) + " ASC NULLS LAST, ");
      }
    }
    sql.add("1 ASC");
  }
}
