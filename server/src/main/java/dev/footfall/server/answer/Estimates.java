package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import java.util.HashMap;
import java.util.Map;

/** Which figures of an answer are estimated, and why. */
final class Estimates {
  static final String SAMPLED = "estimated from sampled records";
  static final String MANY_USERS = "estimated with HyperLogLog, as over 1,000,000 records match";
  static final String MANY_TIMES = "estimated with t-digest, as over 16,000,000 records match";
  static final String MEMORY = "estimated, as counting exactly takes more memory than --memory";

  private final Map<Metric, String> rows = new HashMap<>();
  private final Map<Metric, String> totals = new HashMap<>();

  void rows(Metric metric, String why) {
    rows.putIfAbsent(metric, why);
  }

  void total(Metric metric, String why) {
    totals.putIfAbsent(metric, why);
  }

  Column.Exactness of(Metric metric) {
    String row = rows.get(metric);
    String total = totals.get(metric);
    return new Column.Exactness(row == null, total == null, row == null ? total : row);
  }
}
