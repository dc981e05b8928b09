package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Order;
import dev.footfall.server.query.Query;
import java.util.List;

/** By what a query's rows are sorted, and which figures need not be known for that. */
final class Sorting {
  private static final Metric EVER = Metric.of(Metric.Kind.FIRST_EVER);

  private final Query query;
  private final int keys;
  private final List<Order> order;

  /**
   * @param time the column of time, or -1
   */
  Sorting(Query query, int time) {
    this.query = query;
    keys = query.dimensions().size();
    order = query.order().isEmpty() ? usual(time) : query.order();
  }

  /** By time, where it is a dimension, then by the first metric. */
  private List<Order> usual(int time) {
    Order first = new Order(keys, false);
    return time < 0 ? List.of(first) : List.of(new Order(time, true), first);
  }

  List<Order> order() {
    return order;
  }

  /** The same where there are only these of the metrics, among them all that rows are sorted by. */
  List<Order> among(List<Metric> metrics) {
    return order.stream()
        .map(
            by ->
                by.column() < keys
                    ? by
                    : new Order(keys + metrics.indexOf(metric(by)), by.ascending()))
        .toList();
  }

  boolean isByPercentiles() {
    return order.stream().anyMatch(by -> by.column() >= keys && metric(by).kind().isPercentile());
  }

  /**
   * Exact percentiles of many groups take memory and time, and so does looking behind the period:
   * they are left for the rows that are shown, unless these are chosen by them.
   *
   * @param many whether percentiles are of so many records
   */
  List<Metric> forLater(boolean many) {
    boolean percentiles = many && !isByPercentiles();
    boolean ever = order.stream().noneMatch(by -> by.column() >= keys && metric(by).equals(EVER));
    return query.metrics().stream()
        .filter(metric -> metric.kind().isPercentile() ? percentiles : ever && metric.equals(EVER))
        .toList();
  }

  private Metric metric(Order by) {
    return query.metrics().get(by.column() - keys);
  }
}
