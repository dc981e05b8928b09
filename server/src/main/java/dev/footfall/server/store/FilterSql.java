package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.UserBy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in SQL which requests a filter means. A condition on a missing field is null, which counts
 * as not true: {@code AND} and {@code OR} keep that, and a negation asks for {@code IS NOT TRUE}.
 */
final class FilterSql {
  private static final List<Field> WORD_FIELDS =
      List.of(
          Field.PATH,
          Field.ROUTE,
          Field.USER_AGENT,
          Field.USER_ID,
          Field.HOSTNAME,
          Field.ERROR,
          Field.IP_ADDRESS);

  private static final int MILLIS_TO_MICROS = 3;

  private final FieldSql fields;
  private final Sql sql = new Sql();

  private FilterSql(FieldSql fields) {
    this.fields = fields;
  }

  /** What stands after {@code WHERE}: only the project's records, and of them what is meant. */
  static Sql where(int projectId, Filter filter) {
    FilterSql where = new FilterSql(new FieldSql(filter));
    where.sql.add("project_id = ").bind(projectId);
    where.created(" AND created_at >= ", filter.from());
    where.created(" AND created_at < ", filter.to());
    if (!filter.condition().equals(Condition.ALWAYS)) {
      where.sql.add(" AND ");
      where.add(filter.condition());
    }
    if (!filter.lock().equals(Condition.ALWAYS)) {
      // on its own: what the filter says of zones, users and paths must not open it
      FilterSql lock = new FilterSql(FieldSql.ofLock(filter.lock()));
      lock.add(filter.lock());
      where.sql.add(" AND (").add(lock.sql).add(")");
    }
    return where.sql;
  }

  /** Records have whole microseconds: none lies between the next one and what is finer. */
  private void created(String comparison, @Nullable Instant instant) {
    if (instant != null) {
      sql.add(comparison).bindTime(Micros.of(instant.plusNanos(999)));
    }
  }

  private void add(Condition condition) {
    if (condition instanceof Condition.And and) {
      all(and.parts(), " AND ", "TRUE");
    } else if (condition instanceof Condition.Or or) {
      all(or.parts(), " OR ", "FALSE");
    } else if (condition instanceof Condition.Not not) {
      sql.add("(");
      add(not.part());
      sql.add(") IS NOT TRUE");
    } else if (condition instanceof Condition.OfText of) {
      text(of);
    } else if (condition instanceof Condition.OfNumber of) {
      number(of);
    } else if (condition instanceof Condition.Created created) {
      sql.add("(TRUE");
      created(" AND created_at >= ", created.from());
      created(" AND created_at < ", created.to());
      sql.add(")");
    } else if (condition instanceof Condition.Masked masked) {
      add(masked.part());
    } else if (condition instanceof Condition.Word word) {
      all(
          WORD_FIELDS.stream()
              .<Condition>map(
                  field -> new Condition.OfText(field, Operator.CONTAINS, List.of(word.text())))
              .toList(),
          " OR ",
          "FALSE");
    }
  }

  private void all(List<Condition> parts, String between, String none) {
    sql.add("(");
    for (int i = 0; i < parts.size(); i++) {
      sql.add(i == 0 ? "" : between);
      add(parts.get(i));
    }
    sql.add(parts.isEmpty() ? none : "").add(")");
  }

  private void text(Condition.OfText of) {
    if (of.operator() == Operator.IS_NOT) {
      add(new Condition.Not(new Condition.OfText(of.field(), Operator.IS, of.values())));
      return;
    }
    switch (of.field()) {
      case STATUS_CLASS -> sql.add(StatusClass.condition(of));
      case USER -> user(of);
      case ROUTE -> route(of);
      default -> compareText(fields.expression(of.field()), of.operator(), of.values());
    }
  }

  /** An id hides the address: a flat column is compared many times as fast as an expression. */
  private void user(Condition.OfText of) {
    if (fields.users() != UserBy.ID_OR_ADDRESS || of.operator() == Operator.UNKNOWN) {
      compareText(fields.expression(Field.USER), of.operator(), of.values());
      return;
    }
    sql.add("(");
    compareText("user_id", of.operator(), of.values());
    sql.add(" OR user_id IS NULL AND ");
    compareText(fields.expression(Field.IP_ADDRESS), of.operator(), of.values());
    sql.add(")");
  }

  /** A value that begins with a slash means the template alone, whatever the method. */
  private void route(Condition.OfText of) {
    List<String> templates = of.values().stream().filter(value -> value.startsWith("/")).toList();
    List<String> whole = of.values().stream().filter(value -> !value.startsWith("/")).toList();
    if (templates.isEmpty()) {
      compareText(fields.expression(Field.ROUTE), of.operator(), whole);
    } else if (whole.isEmpty()) {
      compareText(FieldSql.TEMPLATE, of.operator(), templates);
    } else {
      sql.add("(");
      compareText(fields.expression(Field.ROUTE), of.operator(), whole);
      sql.add(" OR ");
      compareText(FieldSql.TEMPLATE, of.operator(), templates);
      sql.add(")");
    }
  }

  private void compareText(String column, Operator operator, List<String> values) {
    switch (operator) {
      case UNKNOWN -> sql.add(column).add(" IS NULL");
      case IS -> sql.add(column).add(" = ").bind(values.get(0));
      case IN -> sql.add(column).add(" IN (").bindAll(values).add(")");
      case CONTAINS ->
          sql.add("contains(lower(").add(column).add("), lower(").bind(values.get(0)).add("))");
      case MATCHES -> Glob.parse(values.get(0)).add(sql, column);
      default -> throw new IllegalArgumentException(operator + " is not for text");
    }
  }

  private void number(Condition.OfNumber of) {
    if (of.operator() == Operator.IS_NOT) {
      add(new Condition.Not(new Condition.OfNumber(of.field(), Operator.IS, of.values())));
      return;
    }
    String column = fields.expression(of.field());
    if (of.operator() == Operator.UNKNOWN) {
      sql.add(column).add(" IS NULL");
    } else if (of.field() == Field.WEIGHT) {
      compareNumber(
          column,
          of.operator(),
          of.values().stream().<Number>map(BigDecimal::doubleValue).toList());
    } else {
      int shift = of.field() == Field.RESPONSE_TIME ? MILLIS_TO_MICROS : 0;
      compareWhole(
          column,
          of.operator(),
          of.values().stream().map(value -> value.movePointRight(shift)).toList());
    }
  }

  /** The column holds whole numbers: a bound between two of them is as good as the next. */
  private void compareWhole(String column, Operator operator, List<BigDecimal> values) {
    List<Number> bounds =
        switch (operator) {
          case IS, IN ->
              values.stream().filter(FilterSql::isWhole).<Number>map(FilterSql::down).toList();
          case GT, LTE -> List.of(down(values.get(0)));
          default -> List.of(up(values.get(0)));
        };
    if (bounds.isEmpty()) {
      sql.add("FALSE");
    } else {
      compareNumber(column, operator, bounds);
    }
  }

  private void compareNumber(String column, Operator operator, List<? extends Number> values) {
    sql.add(column);
    switch (operator) {
      case IS, IN -> sql.add(" IN (").bindAll(values).add(")");
      case GT -> sql.add(" > ").bind(values.get(0));
      case GTE -> sql.add(" >= ").bind(values.get(0));
      case LT -> sql.add(" < ").bind(values.get(0));
      case LTE -> sql.add(" <= ").bind(values.get(0));
      default -> throw new IllegalArgumentException(operator + " is not for numbers");
    }
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  private static long down(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static long up(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
