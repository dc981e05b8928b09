package dev.footfall.server.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads by what rows are sorted. */
final class OrderReader {
  private static final List<String> NAMES = List.of("by", "dir");

  private OrderReader() {}

  static List<Order> read(
      @Nullable JsonValue list, List<Dimension> dimensions, List<Metric> metrics) {
    List<Order> order = new ArrayList<>();
    if (list == null) {
      return order;
    }
    Map<String, Integer> columns = columns(dimensions, metrics);
    Set<Integer> used = new HashSet<>();
    for (JsonValue entry : list.list(0, dimensions.size() + metrics.size())) {
      entry.checkNames(NAMES);
      JsonValue by = entry.need("by");
      int column = by.oneOf(columns);
      if (!used.add(column)) {
        throw by.refusal("is given twice");
      }
      JsonValue dir = entry.find("dir");
      order.add(new Order(column, dir != null && dir.oneOf(Names.DIRECTIONS)));
    }
    return List.copyOf(order);
  }

  /** The columns by name; that of time has two names. */
  private static Map<String, Integer> columns(List<Dimension> dimensions, List<Metric> metrics) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    int column = 0;
    for (Dimension dimension : dimensions) {
      if (dimension instanceof Dimension.ByTime) {
        columns.put("time", column);
      }
      columns.put(dimension.name(), column++);
    }
    for (Metric metric : metrics) {
      columns.put(metric.name(), column++);
    }
    return columns;
  }
}
