package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Reads figures over many requests. */
final class Aggregates {
  private Aggregates() {}

  static @Nullable Extent extent(
      DuckDBConnection connection, int projectId, Condition lock, Interruption interruption)
      throws SQLException {
    Filter filter = Filter.locked(lock);
    Sql sql =
        new Sql()
            .add("SELECT epoch_us(min(created_at)), epoch_us(max(created_at)) FROM ")
            .add(RequestTable.seen(filter) + " WHERE ")
            .add(FilterSql.where(projectId, filter));
    return Aggregates.<@Nullable Extent>read(
        connection,
        sql,
        interruption,
        row -> {
          row.next();
          long first = row.getLong(1);
          return row.wasNull() ? null : new Extent(first, row.getLong(2));
        });
  }

  static Matches matches(
      DuckDBConnection connection,
      int projectId,
      Filter filter,
      List<Metric> metrics,
      Interruption interruption)
      throws SQLException {
    boolean times = asksForTimes(metrics);
    Sql sql =
        new Sql()
            .add("SELECT count(*), coalesce(max(weight), 1), ")
            .add(times ? "coalesce(max(response_time_us), 0)" : "0")
            .add(" FROM " + RequestTable.seen(filter) + " WHERE ")
            .add(FilterSql.where(projectId, filter));
    boolean users = asksForUsers(metrics);
    long withoutUser = users ? withoutUser(connection, projectId, filter, interruption) : 0;
    return read(
        connection,
        sql,
        interruption,
        row -> {
          row.next();
          // a weight is never below 1
          return new Matches(row.getLong(1), row.getDouble(2) > 1, row.getLong(3), withoutUser);
        });
  }

  /** Whether what matches is to be known with its longest response time. */
  static boolean asksForTimes(List<Metric> metrics) {
    return metrics.stream().anyMatch(metric -> metric.kind().isPercentile());
  }

  /** Whether it is to be known with those that have no user. */
  static boolean asksForUsers(List<Metric> metrics) {
    return metrics.contains(Metric.of(Metric.Kind.USERS));
  }

  /** By a condition, for which most of the columns' parts need not be read. */
  private static long withoutUser(
      DuckDBConnection connection, int projectId, Filter filter, Interruption interruption)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT count(*) FROM " + RequestTable.seen(filter) + " WHERE ")
            .add(FilterSql.where(projectId, filter))
            .add(" AND " + new FieldSql(filter).withoutUser());
    return read(
        connection,
        sql,
        interruption,
        row -> {
          row.next();
          return row.getLong(1);
        });
  }

  static List<GroupRow> groups(
      DuckDBConnection connection, int projectId, Grouping grouping, Interruption interruption)
      throws SQLException {
    int keys = grouping.dimensions().size();
    int figures = grouping.metrics().size();
    Wanted wanted = Wanted.of(grouping);
    return read(
        connection,
        GroupingSql.of(projectId, grouping),
        interruption,
        row -> {
          List<GroupRow> rows = new ArrayList<>();
          for (int read = 0; row.next(); read++) {
            if (read == GroupingSql.MAX_GROUPS) {
              throw new MemoryException(new IllegalStateException("too many groups"));
            }
            List<@Nullable Object> key = keys(row, keys);
            if (wanted == null || wanted.has(key)) {
              long samples = row.getLong(keys + figures + 1);
              rows.add(new GroupRow(key, figures(row, keys, figures), samples));
            }
          }
          return rows;
        });
  }

  static List<BreakdownRow> breakdown(
      DuckDBConnection connection, int projectId, Breakdown breakdown, Interruption interruption)
      throws SQLException {
    return read(
        connection,
        BreakdownSql.of(projectId, breakdown),
        interruption,
        row -> {
          List<BreakdownRow> rows = new ArrayList<>();
          while (row.next()) {
            rows.add(
                new BreakdownRow(
                    keys(row, 1).get(0),
                    new Addends(row.getDouble(2), row.getDouble(3)),
                    new Addends(row.getDouble(4), row.getDouble(5)),
                    row.getLong(6)));
          }
          return rows;
        });
  }

  private static List<@Nullable Object> keys(ResultSet row, int count) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      Object key = row.getObject(i);
      keys.add(key instanceof Number number ? (Object) number.longValue() : key);
    }
    return keys;
  }

  private static List<@Nullable Number> figures(ResultSet row, int first, int count)
      throws SQLException {
    List<@Nullable Number> figures = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      Object figure = row.getObject(first + i);
      figures.add(
          figure instanceof BigInteger || figure == null
              ? (BigInteger) figure
              : (Number) ((Number) figure).longValue());
    }
    return figures;
  }

  /** Reads a result. */
  private interface Reading<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T extends @Nullable Object> T read(
      DuckDBConnection connection, Sql sql, Interruption interruption, Reading<T> reading)
      throws SQLException {
    try (PreparedStatement statement = sql.prepare(connection)) {
      interruption.begin(statement);
      try (ResultSet row = statement.executeQuery()) {
        return reading.read(row);
      } finally {
        interruption.end();
      }
    }
  }
}
