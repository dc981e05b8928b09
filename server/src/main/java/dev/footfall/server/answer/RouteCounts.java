package dev.footfall.server.answer;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.Order;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts records by route and time, and those of them that failed by one of the error rates. */
final class RouteCounts {
  private final Store store;
  private final int projectId;
  private final Metric metric;
  private final Matches matches;
  private final Run run;

  /**
   * @param matches what there is in the period
   */
  RouteCounts(Store store, int projectId, Metric metric, Matches matches, Run run) {
    this.store = store;
    this.projectId = projectId;
    this.metric = metric;
    this.matches = matches;
    this.run = run;
  }

  /** The keys of the routes with the most records. */
  List<List<@Nullable Object>> first(Filter filter, int limit) {
    return rows(filter, null, limit, null).stream().map(GroupRow::keys).toList();
  }

  /** Those of the requests that failed. */
  Filter failed(Filter filter) {
    List<String> classes =
        switch (metric.kind()) {
          case SERVER_ERROR_RATE -> List.of("5xx");
          case CLIENT_ERROR_RATE -> List.of("4xx");
          default -> List.of("4xx", "5xx");
        };
    Condition failed = new Condition.OfText(Field.STATUS_CLASS, Operator.IN, classes);
    return filter.where(new Condition.And(List.of(filter.condition(), failed)));
  }

  /** Records by route and bucket. */
  Map<@Nullable Object, long[]> series(
      Filter filter, TimeGrid grid, List<List<@Nullable Object>> routes) {
    Map<@Nullable Object, long[]> series = new HashMap<>();
    for (GroupRow row : rows(filter, grid, Integer.MAX_VALUE, routes)) {
      if (row.keys().get(1) instanceof Long key) {
        series.computeIfAbsent(row.keys().get(0), route -> new long[grid.size()])[grid.index(key)] =
            row.samples();
      }
    }
    return series;
  }

  private List<GroupRow> rows(
      Filter filter,
      @Nullable TimeGrid grid,
      int limit,
      @Nullable List<List<@Nullable Object>> routes) {
    run.check();
    List<Dimension> dimensions = new ArrayList<>();
    dimensions.add(new Dimension.ByField(Field.ROUTE));
    if (grid != null) {
      dimensions.add(new Dimension.ByTime(grid.bucket()));
    }
    return store.groups(
        projectId,
        new Grouping(
            filter,
            dimensions,
            grid,
            List.of(Metric.of(Metric.Kind.REQUESTS)),
            new Accuracy(matches, true, false).ofRows(false),
            List.of(new Order(dimensions.size(), false)),
            limit,
            routes),
        run.interruption());
  }
}
