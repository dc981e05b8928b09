package dev.footfall.server.store;

import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.util.Objects;

/** A breakdown in SQL: each period is scanned on its own, and what was found put side by side. */
final class BreakdownSql {
  private final int projectId;
  private final Breakdown breakdown;

  private BreakdownSql(int projectId, Breakdown breakdown) {
    this.projectId = projectId;
    this.breakdown = breakdown;
  }

  /** Columns are the key, whole and part of now, those of before, and how many values there are. */
  static Sql of(int projectId, Breakdown breakdown) {
    return new BreakdownSql(projectId, breakdown).build();
  }

  private Sql build() {
    Sql sql = new Sql().add("SELECT *, count(*) OVER () FROM (SELECT k, sum(n1) AS n1,");
    sql.add(" sum(x1) AS x1, sum(n0) AS n0, sum(x0) AS x0 FROM (");
    period(sql, breakdown.now(), "n AS n1, x AS x1, 0.0 AS n0, 0.0 AS x0");
    sql.add(" UNION ALL ");
    period(sql, breakdown.before(), "0.0 AS n1, 0.0 AS x1, n AS n0, x AS x0");
    sql.add(") GROUP BY k) ORDER BY ");
    Breakdown.Slope slope = breakdown.slope();
    sql.add("abs(n1 * ").bind(slope.wholeNow()).add(" + x1 * ").bind(slope.partNow());
    sql.add(" + n0 * ").bind(slope.wholeBefore()).add(" + x0 * ").bind(slope.partBefore());
    return sql.add(") DESC, k ASC NULLS LAST LIMIT ").bind(breakdown.limit());
  }

  private void period(Sql sql, Filter filter, String columns) {
    FieldSql fields = new FieldSql(filter);
    Field field = breakdown.field();
    String key = field == null ? "NULL" : fields.expression(field);
    sql.add("SELECT k, " + columns + " FROM (");
    if (breakdown.metric().kind() == Metric.Kind.USERS) {
      users(sql, filter, fields.distinctUser(), key);
    } else {
      sql.add("SELECT " + key + " AS k, " + number(whole()) + " AS n, ")
          .add(number(part()) + " AS x FROM " + RequestTable.seen(filter) + " WHERE ")
          .add(FilterSql.where(projectId, filter))
          .add(" GROUP BY 1");
    }
    sql.add(")");
  }

  /** Each user once, under the value of most of its requests: of equals the last, no value last. */
  private void users(Sql sql, Filter filter, String user, String key) {
    sql.add("SELECT k, 0.0 AS n, CAST(count(*) AS DOUBLE) AS x FROM (")
        .add("SELECT u, struct_extract(max(struct_pack(r := r, k := k)), 'k') AS k FROM (")
        .add("SELECT " + user + " AS u, " + key + " AS k, count(*) AS r FROM ")
        .add(RequestTable.seen(filter) + " WHERE ")
        .add(FilterSql.where(projectId, filter))
        .add(" GROUP BY 1, 2) WHERE u IS NOT NULL GROUP BY u) GROUP BY k");
  }

  private String whole() {
    return breakdown.weighted() && !breakdown.metric().kind().isPercentile()
        ? "sum(weight)"
        : "count(*)";
  }

  private String part() {
    Metric.Kind kind = breakdown.metric().kind();
    return switch (kind) {
      case REQUESTS -> whole();
      case SUCCESS_RATE, ERROR_RATE, CLIENT_ERROR_RATE, SERVER_ERROR_RATE ->
          whole() + " FILTER (" + MetricSql.counted(kind) + ")";
      case MEAN -> sum(Field.RESPONSE_TIME);
      case SUM -> sum(Objects.requireNonNull(breakdown.metric().field()));
      case P50, P75, P90, P95, P99 ->
          "count_if(response_time_us > " + breakdown.slowerThanMicros() + ")";
      default -> throw new IllegalArgumentException(kind + " is not made of parts");
    };
  }

  private String sum(Field field) {
    String column = FieldSql.column(field);
    return "sum(" + column + (breakdown.weighted() ? " * weight" : "") + ")";
  }

  private static String number(String sum) {
    return "coalesce(CAST(" + sum + " AS DOUBLE), 0.0)";
  }
}
