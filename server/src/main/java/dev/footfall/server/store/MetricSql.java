package dev.footfall.server.store;

import dev.footfall.server.query.Field;
import dev.footfall.server.query.Metric;
import dev.footfall.server.store.Grouping.Percentiles;
import dev.footfall.server.store.Grouping.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Figures in SQL: aggregates, computed once each per group in the scan, and from them the figures
 * as whole numbers, rounded, so that rows are sorted by what is shown.
 */
final class MetricSql {
  private static final String TIME = FieldSql.column(Field.RESPONSE_TIME);

  private final Precision precision;
  private final String user;
  private final List<Metric.Kind> ranks;
  private final List<String> aggregates = new ArrayList<>();

  /**
   * @param user what a user is, null in records without one
   * @param metrics all whose figures are wanted: percentiles are cheap together
   */
  MetricSql(Precision precision, String user, List<Metric> metrics) {
    this.precision = precision;
    this.user = user;
    ranks = metrics.stream().map(Metric::kind).filter(Metric.Kind::isPercentile).toList();
  }

  /** What the figures are computed from, under the names a0, a1, …; complete after them. */
  List<String> aggregates() {
    return aggregates;
  }

  /** The number of records. */
  String samples() {
    return aggregate("count(*)");
  }

  String figure(Metric metric) {
    return switch (metric.kind()) {
      case REQUESTS -> rounded(requests());
      case USERS -> distinct(user);
      case ROUTES -> distinct(FieldSql.column(Field.ROUTE));
      case SUCCESS_RATE, ERROR_RATE, CLIENT_ERROR_RATE, SERVER_ERROR_RATE ->
          rate(counted(metric.kind()));
      case MEAN -> ratio(sum(TIME), requests(), 1);
      case MIN -> aggregate("min(" + TIME + ")");
      case MAX -> aggregate("max(" + TIME + ")");
      case P50, P75, P90, P95, P99 -> percentile(metric.kind());
      case SUM -> rounded(sum(FieldSql.column(Objects.requireNonNull(metric.field()))));
      case FIRST_SEEN -> "epoch_us(" + aggregate("min(created_at)") + ")";
      case LAST_SEEN -> "epoch_us(" + aggregate("max(created_at)") + ")";
      case FIRST_EVER -> "CASE WHEN " + samples() + " > 0 THEN " + HistorySql.FIRST + " END";
    };
  }

  private String distinct(String column) {
    return aggregate(
        precision.estimateDistinct()
            ? "approx_count_distinct(" + column + ")"
            : "count(DISTINCT " + column + ")");
  }

  /** Which requests a rate is the share of. */
  static String counted(Metric.Kind rate) {
    return switch (rate) {
      case SUCCESS_RATE -> "status < 400";
      case ERROR_RATE -> "status >= 400";
      case CLIENT_ERROR_RATE -> "status >= 400 AND status < 500";
      case SERVER_ERROR_RATE -> "status >= 500";
      default -> throw new IllegalArgumentException(rate + " is no rate");
    };
  }

  private String requests() {
    // of no record there is no sum
    return precision.weighted() ? "coalesce(" + aggregate("sum(weight)") + ", 0)" : samples();
  }

  private String sum(String column) {
    return aggregate(precision.weighted() ? "sum(" + column + " * weight)" : "sum(" + column + ")");
  }

  private String rate(String condition) {
    String part =
        precision.weighted()
            ? "coalesce(" + aggregate("sum(weight) FILTER (" + condition + ")") + ", 0)"
            : aggregate("count_if(" + condition + ")");
    return ratio(part, requests(), 1000);
  }

  /** Half up, in whole numbers where there are no weights. */
  private String ratio(String part, String whole, int factor) {
    return precision.weighted()
        ? rounded(part + " * " + factor + " / nullif(" + whole + ", 0)")
        : "(2 * %d * %s + %s) // (2 * nullif(%s, 0))".formatted(factor, part, whole, whole);
  }

  private String rounded(String number) {
    return precision.weighted() ? "CAST(floor(" + number + " + 0.5) AS HUGEINT)" : number;
  }

  /**
   * The ranks are whole hundredths, so an interpolated time is a whole number of hundredths of a
   * microsecond: what floating point adds to it is taken away before it is rounded.
   */
  private String percentile(Metric.Kind kind) {
    String time = precision.wideTimes() ? TIME : "CAST(" + TIME + " AS INTEGER)";
    boolean digest = precision.percentiles() == Percentiles.DIGEST;
    String function = digest ? "approx_quantile" : "quantile_cont";
    boolean sample = precision.percentiles() == Percentiles.SAMPLE;
    // by a hash, as traffic may have a rhythm of its own
    String which = sample ? " FILTER (hash(id) % " + Percentiles.SAMPLED + " = 0)" : "";
    String all =
        ranks.stream().map(rank -> Double.toString(rank.rank())).collect(Collectors.joining(", "));
    String value =
        aggregate(function + "(" + time + ", [" + all + "])" + which)
            + "["
            + (ranks.indexOf(kind) + 1)
            + "]";
    return "CASE WHEN "
        + samples()
        + " >= 5 THEN (CAST(round("
        + value
        + " * 100) AS HUGEINT) + 50) // 100 END";
  }

  private String aggregate(String sql) {
    int known = aggregates.indexOf(sql);
    if (known < 0) {
      known = aggregates.size();
      aggregates.add(sql);
    }
    return "a" + known;
  }
}
