package dev.footfall.server.answer;

import dev.footfall.server.answer.Answer.Part;
import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Groups;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Period;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.Grouping.Membership;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One query on its way to its answer: first its period, then how much there is, then figures. */
final class Inquiry implements Question<Answer> {
  private static final long HEAVY_RECORDS = 2_000_000;

  private final Store store;
  private final int projectId;
  private final Query query;
  private final Run run;
  private final Clock clock;
  private final long beginNanos = System.nanoTime();
  private final Estimates estimates = new Estimates();
  private @Nullable Scope main;
  private @Nullable Scope compared;

  Inquiry(Store store, int projectId, Query query, Run run, Clock clock) {
    this.store = store;
    this.projectId = projectId;
    this.query = query;
    this.run = run;
    this.clock = clock;
  }

  @Override
  public boolean isHeavy() {
    Scope scope = main();
    Scope former = compared();
    long records = scope.matches().records() + (former == null ? 0 : former.matches().records());
    return records > HEAVY_RECORDS || (looksBack() && history().records() > HEAVY_RECORDS);
  }

  private boolean looksBack() {
    return query.groups() == Groups.NEW
        || query.groups() == Groups.RETURNING
        || query.metrics().contains(Metric.of(Metric.Kind.FIRST_EVER));
  }

  /** What there is until the end of the period. */
  private Matches history() {
    Filter filter = query.filter().over(null, main().period().to());
    return store.matches(projectId, filter, List.of(), run.interruption());
  }

  @Override
  public Answer answer(boolean hurried) {
    Scope scope = main();
    Scope former = compared();
    Figures figures = figures(scope, hurried);
    Figures before = former == null ? null : figures(former, hurried);
    Figures gone = query.groups() == Groups.GONE ? before : null;
    List<Row> rows = gone == null ? figures.rows() : gone.rows();
    boolean truncated = rows.size() > query.limit();
    if (truncated) {
      rows = List.copyOf(rows.subList(0, query.limit()));
    }
    Part found =
        gone == null
            ? part(scope, rows, figures::totals)
            : part(scope, figures.without(rows), () -> figures.nothing(List.of()));
    Part comparison = null;
    if (former != null && before != null) {
      comparison = part(former, gone == null ? before.alike(rows) : rows, before::totals);
    }
    return new Answer(
        columns(),
        found,
        truncated,
        AskedPeriod.zone(query.filter()),
        scope.grid() == null ? null : scope.grid().bucket(),
        comparison,
        Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  private Figures figures(Scope scope, boolean hurried) {
    Accuracy accuracy = new Accuracy(scope.matches(), !query.dimensions().isEmpty(), hurried);
    return new Figures(store, projectId, query, scope, run, accuracy, estimates);
  }

  private Part part(Scope scope, List<Row> rows, Supplier<Row> totals) {
    Cells cells = new Cells(query, scope);
    return new Part(
        scope.period(),
        rows.stream().map(cells::of).toList(),
        rows.stream().map(Row::samples).toList(),
        query.totals() ? cells.figures(totals.get().figures()) : null,
        scope.matches().records(),
        asksForUsers() ? scope.matches().withoutUser() : null);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    query.dimensions().forEach(dimension -> columns.add(Column.of(dimension)));
    query.metrics().forEach(metric -> columns.add(Column.of(metric, estimates.of(metric))));
    return columns;
  }

  private boolean asksForUsers() {
    return query.metrics().contains(Metric.of(Metric.Kind.USERS));
  }

  private Scope main() {
    Scope known = main;
    if (known == null) {
      Period period = AskedPeriod.of(query.filter(), store, projectId, clock, run.interruption());
      known = scope(period, grid(period));
      main = known;
    }
    return known;
  }

  private @Nullable Scope compared() {
    if (compared == null && query.compare() != null) {
      Period period = main().period().compared(query.compare(), query.filter().zone());
      TimeGrid grid = main().grid();
      compared =
          scope(
              period,
              grid == null ? null : TimeGrid.of(query.filter().zone(), grid.bucket(), period));
    }
    return compared;
  }

  private Scope scope(Period period, @Nullable TimeGrid grid) {
    Filter filter = query.filter().over(period.from(), period.to());
    Matches matches = store.matches(projectId, filter, query.metrics(), run.interruption());
    return new Scope(period, grid, filter, matches, membership(filter));
  }

  private @Nullable Membership membership(Filter filter) {
    List<Dimension> by = Dimension.timeless(query.dimensions());
    return switch (query.groups()) {
      case ALL -> null;
      case NEW -> new Membership(filter.over(null, filter.from()), by, false);
      case RETURNING -> new Membership(filter.over(null, filter.from()), by, true);
      // those of the earlier period that this one has not
      case GONE -> main == null ? null : new Membership(main.filter(), by, false);
    };
  }

  private @Nullable TimeGrid grid(Period period) {
    for (Dimension dimension : query.dimensions()) {
      if (dimension instanceof Dimension.ByTime by) {
        return TimeGrid.of(query.filter().zone(), by.bucket(), period);
      }
    }
    return null;
  }
}
