package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A search expression: its text in the search grammar, and what it means. */
interface Search {
  String text();

  Predicate<Request> in(View view);

  /** Whether it has to stand in parentheses where terms stand side by side. */
  default boolean isLoose() {
    return false;
  }

  /** What stands after a minus. */
  default String tightText() {
    return "(" + text() + ")";
  }

  /** In quotes a backslash stands before a quote and before itself. */
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** All must hold; side by side, or with AND between them. */
  record All(List<Search> parts, boolean spelled) implements Search {
    @Override
    public String text() {
      return parts.stream()
          .map(part -> part.isLoose() ? part.tightText() : part.text())
          .collect(Collectors.joining(spelled ? " AND " : " "));
    }

    @Override
    public Predicate<Request> in(View view) {
      List<Predicate<Request>> tests = parts.stream().map(part -> part.in(view)).toList();
      return request -> tests.stream().allMatch(test -> test.test(request));
    }
  }

  record Any(List<Search> parts) implements Search {
    @Override
    public String text() {
      return parts.stream().map(Search::text).collect(Collectors.joining(" OR "));
    }

    @Override
    public Predicate<Request> in(View view) {
      List<Predicate<Request>> tests = parts.stream().map(part -> part.in(view)).toList();
      return request -> tests.stream().anyMatch(test -> test.test(request));
    }

    @Override
    public boolean isLoose() {
      return true;
    }
  }

  record Not(Search part, boolean spelled) implements Search {
    @Override
    public String text() {
      return (spelled ? "NOT " : "-") + part.tightText();
    }

    @Override
    public Predicate<Request> in(View view) {
      return part.in(view).negate();
    }
  }

  /**
   * A condition on a field.
   *
   * @param name the field's name or a short one
   * @param quoted whether the value stands in quotes
   */
  record Term(String name, Condition condition, boolean quoted) implements Search {
    @Override
    public String text() {
      Object value = condition.value();
      switch (condition.op()) {
        case "unknown":
          return "unknown:" + name;
        case "contains":
          return name + ":~" + value(value);
        case "in":
          return name
              + ":"
              + ((List<?>) value).stream().map(this::value).collect(Collectors.joining(","));
        case "gt":
          return name + ":>" + value(value);
        case "gte":
          return name + ":>=" + value(value);
        case "lt":
          return name + ":<" + value(value);
        case "lte":
          return name + ":<=" + value(value);
        default:
          return name + ":" + value(value);
      }
    }

    private String value(Object value) {
      String text =
          value instanceof BigDecimal ? ((BigDecimal) value).toPlainString() : (String) value;
      return quoted ? quote(text) : text;
    }

    @Override
    public Predicate<Request> in(View view) {
      return condition.in(view);
    }

    @Override
    public String tightText() {
      return text();
    }
  }

  /** Both ends included. */
  record Range(String name, String field, BigDecimal low, BigDecimal high) implements Search {
    @Override
    public String text() {
      return name + ":" + low.toPlainString() + ".." + high.toPlainString();
    }

    @Override
    public Predicate<Request> in(View view) {
      return new Condition(field, "gte", low)
          .in(view)
          .and(new Condition(field, "lte", high).in(view));
    }

    @Override
    public String tightText() {
      return text();
    }
  }

  /** A word or a phrase without a field. */
  record Words(String words, boolean quoted) implements Search {
    private static final List<String> FIELDS =
        List.of("path", "route", "user_agent", "user_id", "hostname", "error", "ip_address");

    @Override
    public String text() {
      return quoted ? quote(words) : words;
    }

    @Override
    public Predicate<Request> in(View view) {
      return FIELDS.stream()
          .map(field -> new Condition(field, "contains", words).in(view))
          .reduce(request -> false, Predicate::or);
    }

    @Override
    public String tightText() {
      return text();
    }
  }
}
