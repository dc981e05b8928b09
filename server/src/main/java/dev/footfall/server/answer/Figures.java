package dev.footfall.server.answer;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Order;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Grouping.Percentiles;
import dev.footfall.server.store.Grouping.Precision;
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

  /** A group with fewer has too few of a sample for the rarer percentiles. */
  private static final int FEW_RECORDS = 256 * Percentiles.SAMPLED;

  /** So many groups are found faster by their names. */
  private static final int MAX_AMONG = 1_000;

  private final Store store;
  private final int projectId;
  private final Query query;
  private final Scope scope;
  private final Run run;
  private final Accuracy accuracy;
  private final Estimates estimates;
  private final int time;
  private final Sorting sorting;

  Figures(
      Store store,
      int projectId,
      Query query,
      Scope scope,
      Run run,
      Accuracy accuracy,
      Estimates estimates) {
    this.store = store;
    this.projectId = projectId;
    this.query = query;
    this.scope = scope;
    this.run = run;
    this.accuracy = accuracy;
    this.estimates = estimates;
    time = timeColumn(query.dimensions());
    sorting = new Sorting(query, time);
  }

  /** The rows in order behind the offset, one more than the limit when there are more. */
  List<Row> rows() {
    List<Order> order = sorting.order();
    if (isOnlyTime()) {
      List<Row> rows = new ArrayList<>(filled(ask(query.metrics(), order, MAX_ROWS, null)));
      rows.sort(new RowOrder(order));
      return rows;
    }
    boolean fewShown = !query.dimensions().isEmpty() && query.limit() < MAX_AMONG;
    List<Metric> later = fewShown ? sorting.forLater(accuracy.isMany()) : List.of();
    if (later.isEmpty()) {
      return ask(query.metrics(), order, query.limit() + 1, null);
    }
    List<Metric> now = new ArrayList<>(query.metrics());
    now.removeAll(later);
    List<Row> rows = ask(now, sorting.among(now), query.limit() + 1, null);
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

  /** Over all that is in the scope. */
  Row totals() {
    Precision precision = accuracy.ofTotals();
    accuracy.note(precision, query.metrics(), true, estimates);
    if (isCounted()) {
      long records = scope.matches().records();
      return new Row(List.of(), List.of(records), records);
    }
    Grouping all =
        new Grouping(
            scope.filter(),
            List.of(),
            null,
            query.metrics(),
            precision,
            List.of(),
            1,
            0,
            null,
            scope.membership());
    return groups(all, true).get(0);
  }

  /** The same rows without a record, as there is none of them in the scope. */
  List<Row> without(List<Row> rows) {
    return rows.stream().map(row -> nothing(row.keys())).toList();
  }

  /** Whether how many match is all that is asked for. */
  private boolean isCounted() {
    return query.metrics().equals(List.of(Metric.of(Metric.Kind.REQUESTS)))
        && !scope.matches().weighted()
        && scope.membership() == null;
  }

  private List<Row> ask(
      List<Metric> metrics,
      List<Order> order,
      int limit,
      @Nullable List<List<@Nullable Object>> among) {
    boolean mayMiss = time < 0 && (order.isEmpty() || !sorting.isByPercentiles());
    Precision precision = accuracy.ofRows(mayMiss);
    accuracy.note(precision, metrics, false, estimates);
    List<Row> rows = groups(grouping(metrics, precision, order, limit, among), false);
    List<Metric> percentiles = metrics.stream().filter(by -> by.kind().isPercentile()).toList();
    if (precision.percentiles() == Percentiles.SAMPLE && !percentiles.isEmpty()) {
      return withExactFew(rows, metrics, percentiles, Accuracy.ofSmall(precision));
    }
    return rows;
  }

  /** Groups that a sample says too little about are looked at as a whole. */
  private List<Row> withExactFew(
      List<Row> rows, List<Metric> metrics, List<Metric> percentiles, Precision precision) {
    List<List<@Nullable Object>> few =
        rows.stream().filter(row -> row.samples() < FEW_RECORDS).map(Row::keys).toList();
    if (few.isEmpty() || query.dimensions().isEmpty()) {
      return rows;
    }
    Map<List<@Nullable Object>, Row> exact = new HashMap<>();
    for (Row row :
        groups(grouping(percentiles, precision, List.of(), Integer.MAX_VALUE, few), false)) {
      exact.put(row.keys(), row);
    }
    return rows.stream().map(row -> merged(row, metrics, exact, percentiles)).toList();
  }

  private static Row merged(
      Row row,
      List<Metric> metrics,
      Map<List<@Nullable Object>, Row> others,
      List<Metric> ofOthers) {
    Row other = others.get(row.keys());
    if (other == null) {
      return row;
    }
    List<@Nullable Number> figures = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      int place = ofOthers.indexOf(metrics.get(i));
      figures.add(place >= 0 ? other.figures().get(place) : row.figures().get(i));
    }
    return new Row(row.keys(), figures, row.samples());
  }

  private Grouping grouping(
      List<Metric> metrics,
      Precision precision,
      List<Order> order,
      int limit,
      @Nullable List<List<@Nullable Object>> among) {
    boolean all = among == null;
    return new Grouping(
        scope.filter(),
        query.dimensions(),
        scope.grid(),
        metrics,
        precision,
        order,
        limit,
        all ? query.offset() : 0,
        among,
        all ? scope.membership() : null);
  }

  /** When memory does not suffice, once more with estimates. */
  private List<Row> groups(Grouping grouping, boolean totals) {
    run.check();
    try {
      return read(grouping);
    } catch (MemoryException e) {
      Accuracy.noteMemory(grouping.metrics(), totals, estimates);
      run.check();
      return read(
          new Grouping(
              grouping.filter(),
              grouping.dimensions(),
              grouping.grid(),
              grouping.metrics(),
              Accuracy.least(grouping.precision()),
              grouping.order(),
              grouping.limit(),
              grouping.offset(),
              grouping.among(),
              grouping.membership()));
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

  private List<Row> completed(List<Row> rows, List<Metric> now, List<Metric> later) {
    if (rows.isEmpty()) {
      return rows;
    }
    List<List<@Nullable Object>> keys = rows.stream().map(Row::keys).toList();
    boolean all = rows.size() <= query.limit() && query.offset() == 0 && scope.membership() == null;
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

  /** What there is where no record is. */
  Row nothing(List<@Nullable Object> keys) {
    List<@Nullable Number> figures = new ArrayList<>();
    for (Metric metric : query.metrics()) {
      boolean counted = metric.kind() == Metric.Kind.REQUESTS || metric.kind().isDistinctCount();
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
