package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import dev.footfall.server.store.Grouping.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which figures of an answer are estimated, and why. */
final class Estimates {
  private static final String SAMPLED = "estimated from sampled records";
  private static final String MANY_USERS =
      "estimated with HyperLogLog, as over 1,000,000 records match";
  private static final String MANY_TIMES =
      "estimated with t-digest, as over 16,000,000 records match";
  private static final String MEMORY =
      "estimated, as counting exactly takes more memory than --memory";

  private final Map<Metric, String> rows = new HashMap<>();
  private final Map<Metric, String> totals = new HashMap<>();

  /**
   * Notes which of these figures the precision leaves to estimates.
   *
   * @param ofTotals whether they are those over all that matches, not those of groups
   */
  void by(Precision precision, List<Metric> metrics, boolean ofTotals) {
    for (Metric metric : metrics) {
      Metric.Kind kind = metric.kind();
      if (precision.weighted() && (kind.isWeighted() || kind.isPercentile())) {
        note(metric, SAMPLED, ofTotals);
      } else if (precision.estimatePercentiles() && kind.isPercentile()) {
        note(metric, MANY_TIMES, ofTotals);
      } else if (precision.estimateUsers() && kind == Metric.Kind.USERS) {
        note(metric, MANY_USERS, ofTotals);
      }
    }
  }

  /** Notes that those of these figures are estimated that need much memory to be exact. */
  void forMemory(List<Metric> metrics, boolean ofTotals) {
    for (Metric metric : metrics) {
      if (metric.kind().isPercentile() || metric.kind() == Metric.Kind.USERS) {
        note(metric, MEMORY, ofTotals);
      }
    }
  }

  /** The first reason counts. */
  private void note(Metric metric, String why, boolean ofTotals) {
    (ofTotals ? totals : rows).putIfAbsent(metric, why);
  }

  Column.Exactness of(Metric metric) {
    String row = rows.get(metric);
    String total = totals.get(metric);
    return new Column.Exactness(row == null, total == null, row == null ? total : row);
  }
}
