package dev.footfall.server.answer;

import dev.footfall.server.answer.Explanation.Attribution;
import dev.footfall.server.answer.Explanation.Contribution;
import dev.footfall.server.answer.Explanation.Movement;
import dev.footfall.server.answer.Explanation.Within;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Groups;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.Period;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.Why;
import dev.footfall.server.store.Addends;
import dev.footfall.server.store.Breakdown;
import dev.footfall.server.store.Breakdown.Slope;
import dev.footfall.server.store.BreakdownRow;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.Store;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question for what moved a figure: field by field, and then inside of what explains most. */
final class Explaining implements Question<Explanation> {
  /** It asks some thirty times as much as a query. */
  private static final long HEAVY_RECORDS = 250_000;

  /** So many are looked at where fewer are shown. */
  private static final int MIN_ROWS = 10;

  /** Below this nothing stands out that it would be worth to look into. */
  private static final double CLEAR = 0.1;

  private static final int THRESHOLD_DECIMALS = 3;

  private final Store store;
  private final int projectId;
  private final Why why;
  private final Run run;
  private final Clock clock;
  private final long beginNanos = System.nanoTime();
  private @Nullable Scopes scopes;
  private @Nullable Long slowerThan;

  private record Scopes(Scope now, Scope before) {
    boolean isWeighted() {
      return now.matches().weighted() || before.matches().weighted();
    }
  }

  /** A field's part in the change, and how it ranks among the fields. */
  private record Candidate(Attribution attribution, Concentration concentration) {}

  Explaining(Store store, int projectId, Why why, Run run, Clock clock) {
    this.store = store;
    this.projectId = projectId;
    this.why = why;
    this.run = run;
    this.clock = clock;
  }

  @Override
  public boolean isHeavy() {
    Scopes both = scopes();
    return both.now().matches().records() + both.before().matches().records() > HEAVY_RECORDS;
  }

  @Override
  public Explanation answer(boolean hurried) {
    Scopes both = scopes();
    Movement movement = movement(both, why.fields(), hurried);
    Within within = within(both, movement, hurried);
    Long threshold = slowerThan;
    return new Explanation(
        why.metric(),
        threshold == null ? null : Change.rounded(threshold / 1000.0, THRESHOLD_DECIMALS),
        AskedPeriod.zone(why.filter()),
        both.now().period(),
        both.now().matches().records(),
        both.before().period(),
        both.before().matches().records(),
        movement,
        within,
        Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  private Scopes scopes() {
    Scopes known = scopes;
    if (known == null) {
      Filter filter = why.filter();
      Period period = AskedPeriod.of(filter, store, projectId, clock, run.interruption());
      Period former =
          why.former() == null ? period.compared(why.compare(), filter.zone()) : why.former();
      known = scopes(filter, period, former);
      scopes = known;
    }
    return known;
  }

  private Scopes scopes(Filter filter, Period period, Period former) {
    return new Scopes(scope(filter, period), scope(filter, former));
  }

  private Scope scope(Filter filter, Period period) {
    Filter within = filter.over(period.from(), period.to());
    Matches matches = store.matches(projectId, within, List.of(why.metric()), run.interruption());
    return new Scope(period, null, within, matches, null);
  }

  private Movement movement(Scopes both, List<Field> fields, boolean hurried) {
    Estimates estimates = new Estimates();
    Number now = figure(both.now(), hurried, estimates);
    Number before = figure(both.before(), hurried, estimates);
    boolean moved = now != null && before != null;
    if (before != null && slowerThan == null && why.metric().kind().isPercentile()) {
      slowerThan = before.longValue();
    }
    Change change = moved ? change(both) : null;
    return new Movement(
        cell(both.now(), now),
        cell(both.before(), before),
        estimates.of(why.metric()),
        change == null ? null : change.explained(),
        change == null ? List.of() : ranked(both, change, fields));
  }

  /** What a query says of the period, in the store's whole numbers. */
  private @Nullable Number figure(Scope scope, boolean hurried, Estimates estimates) {
    Accuracy accuracy = new Accuracy(scope.matches(), false, hurried);
    return new Figures(store, projectId, query(), scope, run, accuracy, estimates)
        .totals()
        .figures()
        .get(0);
  }

  private @Nullable Object cell(Scope scope, @Nullable Number figure) {
    return figure == null ? null : new Cells(query(), scope).figures(List.of(figure)).get(0);
  }

  private Query query() {
    return new Query(
        why.filter(),
        List.of(why.metric()),
        List.of(),
        null,
        Groups.ALL,
        List.of(),
        1,
        0,
        true,
        why.budget(),
        why.id());
  }

  private Change change(Scopes both) {
    List<BreakdownRow> all = breakdown(both, null, Slope.OF_COUNTS);
    return all.isEmpty()
        ? new Change(why.metric(), Addends.NONE, Addends.NONE)
        : new Change(why.metric(), all.get(0).now(), all.get(0).before());
  }

  private List<BreakdownRow> breakdown(Scopes both, @Nullable Field field, Slope slope) {
    run.check();
    Long threshold = slowerThan;
    return store.breakdown(
        projectId,
        new Breakdown(
            both.now().filter(),
            both.before().filter(),
            field,
            why.metric(),
            threshold == null ? 0 : threshold,
            both.isWeighted(),
            slope,
            Math.max(why.limit(), MIN_ROWS)),
        run.interruption());
  }

  private List<Attribution> ranked(Scopes both, Change change, List<Field> fields) {
    List<Candidate> candidates = new ArrayList<>();
    for (Field field : fields) {
      List<BreakdownRow> rows = breakdown(both, field, change.slope());
      // one value is everything, and explains nothing
      if (!rows.isEmpty() && rows.get(0).values() > 1) {
        Concentration concentration = Concentration.of(change, rows);
        candidates.add(
            new Candidate(attribution(field, change, rows, concentration), concentration));
      }
    }
    candidates.sort(
        Comparator.<Candidate, Boolean>comparing(each -> isOutcome(each.attribution().field()))
            .thenComparing(each -> -each.concentration().score()));
    return candidates.stream().map(Candidate::attribution).toList();
  }

  /** How requests came out says what moved a rate or a time, not where that is from. */
  private boolean isOutcome(Field field) {
    return switch (why.metric().kind()) {
      case REQUESTS, USERS, SUM -> false;
      default -> field == Field.STATUS || field == Field.ERROR;
    };
  }

  private Attribution attribution(
      Field field, Change change, List<BreakdownRow> rows, Concentration concentration) {
    List<Contribution> shown = new ArrayList<>();
    Addends now = change.now();
    Addends before = change.before();
    for (BreakdownRow row : rows.subList(0, Math.min(rows.size(), why.limit()))) {
      shown.add(change.contribution(row.key(), row.now(), row.before()));
      now = now.minus(row.now());
      before = before.minus(row.before());
    }
    long values = rows.get(0).values();
    long others = values - shown.size();
    return new Attribution(
        field,
        values,
        Change.rounded(concentration.excess(), 2),
        shown,
        others,
        others == 0 ? null : change.contribution(null, now, before));
  }

  private @Nullable Within within(Scopes both, Movement movement, boolean hurried) {
    if (movement.dimensions().isEmpty() || movement.explained() == null) {
      return null;
    }
    Attribution best = movement.dimensions().get(0);
    BigDecimal change = movement.explained().change();
    if (best.concentration().doubleValue() < CLEAR) {
      return null;
    }
    for (Contribution row : best.rows()) {
      if (row.contribution().signum() == change.signum()) {
        return within(both, best.field(), row.value(), hurried);
      }
    }
    return null;
  }

  private @Nullable Within within(
      Scopes both, Field field, @Nullable Object value, boolean hurried) {
    Filter filter = why.filter();
    Condition inside = new Condition.And(List.of(filter.condition(), is(field, value)));
    List<Field> fields = why.fields().stream().filter(each -> each != field).toList();
    Scopes narrowed = scopes(filter.where(inside), both.now().period(), both.before().period());
    if (narrowed.now().matches().records() == 0 || narrowed.before().matches().records() == 0) {
      return null;
    }
    Movement movement = movement(narrowed, fields, hurried);
    return movement.explained() == null ? null : new Within(field, value, movement);
  }

  private static Condition is(Field field, @Nullable Object value) {
    if (field.kind() == Field.Kind.NUMBER) {
      return value == null
          ? new Condition.OfNumber(field, Operator.UNKNOWN, List.of())
          : new Condition.OfNumber(field, Operator.IS, List.of(new BigDecimal(value.toString())));
    }
    return value == null
        ? new Condition.OfText(field, Operator.UNKNOWN, List.of())
        : new Condition.OfText(field, Operator.IS, List.of(value.toString()));
  }
}
