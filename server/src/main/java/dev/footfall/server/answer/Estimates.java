package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import java.util.HashMap;
import java.util.Map;

/** Which figures of an answer are estimated, and why. */
final class Estimates {
  private final Map<Metric, String> rows = new HashMap<>();
  private final Map<Metric, String> totals = new HashMap<>();

  /**
   * The first reason counts.
   *
   * @param ofTotals whether it is that of the figure over all that matches, not of those of groups
   */
  void note(Metric metric, String why, boolean ofTotals) {
    (ofTotals ? totals : rows).putIfAbsent(metric, why);
  }

  Column.Exactness of(Metric metric) {
    String row = rows.get(metric);
    String total = totals.get(metric);
    return new Column.Exactness(row == null, total == null, row == null ? total : row);
  }
}
