package dev.footfall.server.answer;

import dev.footfall.server.answer.Anomalies.Anomaly;
import dev.footfall.server.answer.Anomalies.OfRoute;
import dev.footfall.server.answer.FailureSeries.Span;
import dev.footfall.server.answer.RaisedRate.Stretch;
import dev.footfall.server.query.AnomalySearch;
import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Groups;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Period;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question for what was not as usual: the routes that fail most are looked at bucket by bucket,
 * stretches of several routes at a time are put together, and their ends found to the minute.
 */
final class Detecting implements Question<Anomalies> {
  private static final long HEAVY_RECORDS = 1_000_000;

  /** Those with the most failures; a route beyond them adds little to what can be found. */
  private static final int MAX_ROUTES = 50;

  private static final int MAX_ROUTES_SHOWN = 10;

  /** An hour of a month, six of a year. */
  private static final int BUCKETS = 2_000;

  private static final int PERCENT_DECIMALS = 2;
  private static final Metric REQUESTS = Metric.of(Metric.Kind.REQUESTS);

  private final Store store;
  private final int projectId;
  private final AnomalySearch search;
  private final Run run;
  private final Clock clock;
  private final long beginNanos = System.nanoTime();
  private @Nullable Scope scope;

  /** A route whose failures stand out somewhere. */
  private record Suspect(@Nullable String route, RaisedRate rates) {}

  /** What belongs together: each with its own stretch. */
  private record Group(List<Suspect> suspects, List<Stretch> stretches) {
    /** A route has one stretch of it. */
    boolean takes(Suspect suspect, Stretch stretch) {
      return !suspects.contains(suspect) && stretches.stream().anyMatch(stretch::isMostly);
    }

    int first() {
      return stretches.stream().mapToInt(each -> each.span().first()).min().orElseThrow();
    }

    int last() {
      return stretches.stream().mapToInt(each -> each.span().last()).max().orElseThrow();
    }

    double excess() {
      return stretches.stream().mapToDouble(Stretch::excess).sum();
    }
  }

  Detecting(Store store, int projectId, AnomalySearch search, Run run, Clock clock) {
    this.store = store;
    this.projectId = projectId;
    this.search = search;
    this.run = run;
    this.clock = clock;
  }

  @Override
  public boolean isHeavy() {
    return scope().matches().records() > HEAVY_RECORDS;
  }

  @Override
  public Anomalies answer(boolean hurried) {
    Scope all = scope();
    List<Group> groups = groups(all.filter(), grid(all.period()));
    List<Group> most = groups.subList(0, Math.min(groups.size(), search.limit()));
    List<Anomaly> found =
        most.stream()
            .map(group -> anomaly(all, group, hurried))
            .sorted(
                Comparator.comparing((Anomaly each) -> each.period().from())
                    .thenComparing(each -> each.period().to())
                    .reversed())
            .toList();
    return new Anomalies(
        search.metric(),
        AskedPeriod.zone(search.filter()),
        all.period(),
        all.matches().records(),
        found,
        groups.size() - most.size(),
        Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  private Scope scope() {
    Scope known = scope;
    if (known == null) {
      Period period = AskedPeriod.of(search.filter(), store, projectId, clock, run.interruption());
      known = scope(period);
      scope = known;
    }
    return known;
  }

  private Scope scope(Period period) {
    Filter within = search.filter().over(period.from(), period.to());
    Matches matches = store.matches(projectId, within, List.of(REQUESTS), run.interruption());
    return new Scope(period, null, within, matches, null);
  }

  /** What is found does not depend on the zone. */
  private static TimeGrid grid(Period period) {
    return TimeGrid.finest(ZoneOffset.UTC, period, BUCKETS);
  }

  /** The largest excess first. */
  private List<Group> groups(Filter filter, TimeGrid grid) {
    List<Group> groups = new ArrayList<>();
    for (Suspect suspect : suspects(filter, grid)) {
      for (Stretch stretch : suspect.rates().stretches()) {
        Group group =
            groups.stream().filter(each -> each.takes(suspect, stretch)).findFirst().orElse(null);
        if (group == null) {
          group = new Group(new ArrayList<>(), new ArrayList<>());
          groups.add(group);
        }
        group.suspects().add(suspect);
        group.stretches().add(stretch);
      }
    }
    groups.sort(Comparator.comparingDouble(Group::excess).reversed());
    return groups;
  }

  private List<Suspect> suspects(Filter filter, TimeGrid grid) {
    RouteCounts counts = counts();
    Filter failed = counts.failed(filter);
    List<List<@Nullable Object>> routes = counts.first(failed, MAX_ROUTES);
    if (routes.isEmpty()) {
      return List.of();
    }
    Map<@Nullable Object, long[]> failures = counts.series(failed, grid, routes);
    Map<@Nullable Object, long[]> requests = counts.series(filter, grid, routes);
    List<Suspect> suspects = new ArrayList<>();
    for (List<@Nullable Object> keys : routes) {
      Object route = keys.get(0);
      long[] none = new long[grid.size()];
      RaisedRate rates =
          new RaisedRate(requests.getOrDefault(route, none), failures.getOrDefault(route, none));
      if (!rates.stretches().isEmpty()) {
        suspects.add(new Suspect((String) route, rates));
      }
    }
    return suspects;
  }

  private RouteCounts counts() {
    return new RouteCounts(store, projectId, search.metric(), scope().matches(), run);
  }

  private Anomaly anomaly(Scope all, Group group, boolean hurried) {
    Period period = bounds(all, group);
    Scope within = scope(period);
    Figures figures = figures(within, List.of(), hurried);
    List<@Nullable Object> totals =
        new Cells(query(within, List.of()), within).figures(figures.totals().figures());
    List<OfRoute> routes = routes(within, group, hurried);
    int shown = Math.min(routes.size(), MAX_ROUTES_SHOWN);
    return new Anomaly(
        period, totals.get(0), totals.get(1), routes.subList(0, shown), routes.size() - shown);
  }

  private List<OfRoute> routes(Scope within, Group group, boolean hurried) {
    List<Dimension> byRoute = List.of(new Dimension.ByField(Field.ROUTE));
    Cells cells = new Cells(query(within, byRoute), within);
    Map<@Nullable Object, List<@Nullable Object>> shown = new HashMap<>();
    List<Row> wanted =
        group.suspects().stream()
            .map(suspect -> new Row(Collections.singletonList(suspect.route()), List.of(), 0))
            .toList();
    for (Row row : figures(within, byRoute, hurried).alike(wanted)) {
      shown.put(row.keys().get(0), cells.figures(row.figures()));
    }
    List<OfRoute> routes = new ArrayList<>();
    for (int i = 0; i < group.suspects().size(); i++) {
      Suspect suspect = group.suspects().get(i);
      List<@Nullable Object> figures = shown.get(suspect.route());
      routes.add(
          new OfRoute(
              suspect.route(),
              figures == null ? null : figures.get(0),
              figures == null ? null : figures.get(1),
              Change.rounded(100 * suspect.rates().usual(), PERCENT_DECIMALS),
              Math.round(group.stretches().get(i).excess())));
    }
    routes.sort(Comparator.comparingLong(OfRoute::excess).reversed());
    return routes;
  }

  private Figures figures(Scope within, List<Dimension> dimensions, boolean hurried) {
    Accuracy accuracy = new Accuracy(within.matches(), !dimensions.isEmpty(), hurried);
    return new Figures(
        store, projectId, query(within, dimensions), within, run, accuracy, new Estimates());
  }

  private Query query(Scope within, List<Dimension> dimensions) {
    return new Query(
        within.filter(),
        List.of(REQUESTS, search.metric()),
        dimensions,
        null,
        Groups.ALL,
        List.of(),
        MAX_ROUTES,
        0,
        true,
        search.budget(),
        search.id());
  }

  /** Its ends, as finely as there can be buckets between them. */
  private Period bounds(Scope all, Group group) {
    TimeGrid coarse = grid(all.period());
    Instant begin = later(coarse.begins().get(group.first()), all.period().from());
    Period around = new Period(begin, end(coarse, group.last(), all.period()));
    TimeGrid fine = TimeGrid.finest(ZoneOffset.UTC, around, TimeGrid.MAX_BUCKETS);
    Span span =
        FailureSeries.sharpened(
            series(all.filter().over(around.from(), around.to()), fine, group),
            new Span(0, fine.size() - 1));
    return new Period(
        later(fine.begins().get(span.first()), begin), end(fine, span.last(), around));
  }

  private List<FailureSeries> series(Filter filter, TimeGrid grid, Group group) {
    RouteCounts counts = counts();
    List<List<@Nullable Object>> routes =
        group.suspects().stream()
            .<List<@Nullable Object>>map(suspect -> Collections.singletonList(suspect.route()))
            .toList();
    Map<@Nullable Object, long[]> failures = counts.series(counts.failed(filter), grid, routes);
    Map<@Nullable Object, long[]> requests = counts.series(filter, grid, routes);
    long[] none = new long[grid.size()];
    return group.suspects().stream()
        .map(
            suspect ->
                new FailureSeries(
                    requests.getOrDefault(suspect.route(), none),
                    failures.getOrDefault(suspect.route(), none),
                    suspect.rates().usual()))
        .toList();
  }

  private static Instant end(TimeGrid grid, int place, Period period) {
    Instant next = place + 1 < grid.size() ? grid.begins().get(place + 1) : period.to();
    return next.isBefore(period.to()) ? next : period.to();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
