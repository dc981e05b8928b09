package dev.footfall.server.answer;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Order;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Grouping.Precision;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the store for the figures of one scope, in the way that its size calls for. */
final class Figures {
  private static final int MAX_ROWS = 10_000;

  /** With more records than this, users of groups are estimated, and percentiles come after. */
  private static final long MANY_RECORDS = 1_000_000;

  /** So many take an eighth of the database's memory while they are sorted, at four bytes each. */
  private static final long MANY_TIMES = 16_000_000;

  /** So many groups are found faster by their names. */
  private static final int MAX_AMONG = 1_000;

  private final Store store;
  private final int projectId;
  private final Query query;
  private final Scope scope;
  private final Run run;
  private final Estimates estimates;
  private final int time;

  Figures(Store store, int projectId, Query query, Scope scope, Run run, Estimates estimates) {
    this.store = store;
    this.projectId = projectId;
    this.query = query;
    this.scope = scope;
    this.run = run;
    this.estimates = estimates;
    time = timeColumn(query.dimensions());
  }

  /** The rows in order, one more than the limit when there are more. */
  List<Row> rows() {
    List<Order> order = order();
    if (isOnlyTime()) {
      List<Row> rows = new ArrayList<>(filled(ask(query.metrics(), order, MAX_ROWS, null)));
      rows.sort(new RowOrder(order));
      return rows;
    }
    List<Metric> later = percentilesForLater(order);
    if (later.isEmpty()) {
      return ask(query.metrics(), order, query.limit() + 1, null);
    }
    List<Metric> now = new ArrayList<>(query.metrics());
    now.removeAll(later);
    List<Row> rows = ask(now, reordered(order, now), query.limit() + 1, null);
    return completed(rows, now, later);
  }

  /** For each of these rows the one with the same keys, in their order. */
  List<Row> alike(List<Row> rows) {
    if (rows.isEmpty()) {
      return rows;
    }
    List<List<@Nullable Object>> keys = rows.stream().map(Row::keys).toList();
    Map<List<@Nullable Object>, Row> found = new HashMap<>();
    for (Row row : ask(query.metrics(), List.of(), Integer.MAX_VALUE, keys)) {
      found.put(row.keys(), row);
    }
    List<Row> alike = new ArrayList<>();
    for (List<@Nullable Object> key : keys) {
      Row row = found.get(key);
      alike.add(row == null ? nothing(key) : row);
    }
    return alike;
  }

  /** Over all that matches. */
  Row totals() {
    Matches matches = scope.matches();
    Precision precision = new Precision(matches.weighted(), isWide(), false, manyTimes());
    estimates.by(precision, query.metrics(), true);
    Grouping all =
        new Grouping(
            scope.filter(), List.of(), null, query.metrics(), precision, List.of(), 1, null);
    return groups(all, true).get(0);
  }

  private List<Row> ask(
      List<Metric> metrics,
      List<Order> order,
      int limit,
      @Nullable List<List<@Nullable Object>> among) {
    Matches matches = scope.matches();
    boolean many = matches.records() > MANY_RECORDS && !query.dimensions().isEmpty();
    Precision precision = new Precision(matches.weighted(), isWide(), many, manyTimes());
    estimates.by(precision, query.metrics(), false);
    return groups(
        new Grouping(
            scope.filter(),
            query.dimensions(),
            scope.grid(),
            metrics,
            precision,
            order,
            limit,
            among),
        false);
  }

  /** When memory does not suffice, once more with estimates. */
  private List<Row> groups(Grouping grouping, boolean totals) {
    run.check();
    try {
      return read(grouping);
    } catch (MemoryException e) {
      Precision exact = grouping.precision();
      estimates.forMemory(grouping.metrics(), totals);
      run.check();
      return read(
          new Grouping(
              grouping.filter(),
              grouping.dimensions(),
              grouping.grid(),
              grouping.metrics(),
              new Precision(exact.weighted(), exact.wideTimes(), true, true),
              grouping.order(),
              grouping.limit(),
              grouping.among()));
    }
  }

  private List<Row> read(Grouping grouping) {
    List<Row> rows = new ArrayList<>();
    for (GroupRow row : store.groups(projectId, grouping, run.interruption())) {
      rows.add(new Row(placed(row.keys()), row.figures(), row.samples()));
    }
    return rows;
  }

  private List<@Nullable Object> placed(List<@Nullable Object> keys) {
    TimeGrid grid = scope.grid();
    if (time >= 0 && grid != null && time < keys.size() && keys.get(time) instanceof Long key) {
      keys.set(time, (long) grid.index(key));
    }
    return keys;
  }

  private boolean manyTimes() {
    return scope.matches().records() > MANY_TIMES;
  }

  private boolean isWide() {
    return scope.matches().maxResponseTimeMicros() > Integer.MAX_VALUE;
  }

  /** By time, where it is a dimension, then by the first metric. */
  private List<Order> order() {
    if (!query.order().isEmpty()) {
      return query.order();
    }
    Order first = new Order(query.dimensions().size(), false);
    return time < 0 ? List.of(first) : List.of(new Order(time, true), first);
  }

  /**
   * Exact percentiles of many groups take memory and time: they are left for the rows that are
   * shown, unless these are chosen by them.
   */
  private List<Metric> percentilesForLater(List<Order> order) {
    int keys = query.dimensions().size();
    List<Metric> percentiles =
        query.metrics().stream().filter(metric -> metric.kind().isPercentile()).toList();
    boolean chosenByThem =
        order.stream()
            .anyMatch(
                by ->
                    by.column() >= keys
                        && percentiles.contains(query.metrics().get(by.column() - keys)));
    boolean worthIt =
        keys > 0 && query.limit() < MAX_AMONG && scope.matches().records() > MANY_RECORDS;
    return worthIt && !chosenByThem ? percentiles : List.of();
  }

  private List<Order> reordered(List<Order> order, List<Metric> now) {
    int keys = query.dimensions().size();
    return order.stream()
        .map(
            by ->
                by.column() < keys
                    ? by
                    : new Order(
                        keys + now.indexOf(query.metrics().get(by.column() - keys)),
                        by.ascending()))
        .toList();
  }

  private List<Row> completed(List<Row> rows, List<Metric> now, List<Metric> later) {
    if (rows.isEmpty()) {
      return rows;
    }
    List<List<@Nullable Object>> keys = rows.stream().map(Row::keys).toList();
    boolean all = rows.size() <= query.limit();
    Map<List<@Nullable Object>, Row> found = new HashMap<>();
    for (Row row : ask(later, List.of(), Integer.MAX_VALUE, all ? null : keys)) {
      found.put(row.keys(), row);
    }
    List<Row> complete = new ArrayList<>();
    for (Row row : rows) {
      Row rest = found.get(row.keys());
      List<@Nullable Number> figures = new ArrayList<>();
      for (Metric metric : query.metrics()) {
        int place = now.indexOf(metric);
        // The group may be gone: its records may have been deleted in between.
        Number figure =
            place >= 0
                ? row.figures().get(place)
                : rest == null ? null : rest.figures().get(later.indexOf(metric));
        figures.add(figure);
      }
      complete.add(new Row(row.keys(), figures, row.samples()));
    }
    return complete;
  }

  private boolean isOnlyTime() {
    return time == 0 && query.dimensions().size() == 1;
  }

  private List<Row> filled(List<Row> rows) {
    TimeGrid grid = scope.grid();
    if (grid == null) {
      return rows;
    }
    List<Row> all = new ArrayList<>();
    for (long place = 0; place < grid.size(); place++) {
      all.add(nothing(Collections.singletonList(place)));
    }
    for (Row row : rows) {
      if (row.keys().get(0) instanceof Long place) {
        all.set(place.intValue(), row);
      }
    }
    return all;
  }

  private Row nothing(List<@Nullable Object> keys) {
    List<@Nullable Number> figures = new ArrayList<>();
    for (Metric metric : query.metrics()) {
      boolean counted = metric.kind() == Metric.Kind.REQUESTS || metric.kind() == Metric.Kind.USERS;
      figures.add(counted ? (Number) 0L : null);
    }
    return new Row(keys, figures, 0);
  }

  private static int timeColumn(List<Dimension> dimensions) {
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i) instanceof Dimension.ByTime) {
        return i;
      }
    }
    return -1;
  }
}
