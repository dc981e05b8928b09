package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes random conditions out of what the records hold, so that they match some of them. */
final class Conditions {
  static final List<String> TEXTS =
      List.of(
          "service",
          "environment",
          "instance",
          "version",
          "framework",
          "hostname",
          "method",
          "route",
          "route_source",
          "path",
          "user_id",
          "user_group",
          "user",
          "ip_address",
          "session_id",
          "user_agent",
          "client",
          "os",
          "device",
          "traffic",
          "location",
          "api_version",
          "error",
          "referrer",
          "trace_id",
          "status_class");
  static final List<String> NUMBERS =
      List.of(
          "status",
          "response_time",
          "request_bytes",
          "response_bytes",
          "weight",
          "privacy_level",
          "weekday",
          "hour");

  private static final List<String> TEXT_OPS =
      List.of("is", "is_not", "contains", "matches", "in", "unknown");
  private static final List<String> NUMBER_OPS =
      List.of("is", "is_not", "in", "gt", "gte", "lt", "lte", "gt", "gte", "lt", "lte", "unknown");
  private static final List<String> DAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "wednesday");

  private final Random random;
  private final View view;
  private final List<Request> requests;

  Conditions(Random random, View view, List<Request> requests) {
    this.random = random;
    this.view = view;
    this.requests = requests;
  }

  Condition next() {
    return random.nextInt(3) > 0 ? text(pick(TEXTS)) : number(pick(NUMBERS));
  }

  private Condition text(String field) {
    String op = pick(TEXT_OPS);
    switch (op) {
      case "unknown":
        return new Condition(field, op, null);
      case "contains":
        return new Condition(field, op, part(value(field)));
      case "matches":
        return new Condition(field, op, pattern(value(field)));
      case "in":
        return new Condition(field, op, several(field));
      default:
        return new Condition(field, op, value(field));
    }
  }

  private Condition number(String field) {
    String op = pick(NUMBER_OPS);
    if (op.equals("unknown")) {
      return new Condition(field, op, null);
    }
    if (op.equals("in")) {
      return new Condition(field, op, several(field));
    }
    boolean named = field.equals("weekday") && op.startsWith("is") && random.nextBoolean();
    return new Condition(field, op, named ? pick(DAYS) : numberOf(field));
  }

  /** Values of the field, which one or another record has. */
  private List<Object> several(String field) {
    Set<Object> values = new LinkedHashSet<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      values.add(NUMBERS.contains(field) ? numberOf(field) : value(field));
    }
    return new ArrayList<>(values);
  }

  BigDecimal numberOf(String field) {
    Object value = any(field);
    BigDecimal number = value == null ? BigDecimal.ONE : (BigDecimal) value;
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }

  String value(String field) {
    Object value = any(field);
    String text = value == null ? "x" : (String) value;
    boolean alone = field.equals("route") && random.nextBoolean();
    return alone ? text.substring(text.indexOf(' ') + 1) : text;
  }

  /** The value of a random record, of one that has it if such a one is found soon. */
  private Object any(String field) {
    var read = view.field(field);
    return Stream.generate(() -> requests.get(random.nextInt(requests.size())))
        .limit(20)
        .map(read)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** A part of the text, as likely as not in the other case. */
  String part(String text) {
    int[] points = text.codePoints().toArray();
    int start = random.nextInt(points.length);
    int length = Math.min(points.length - start, 1 + random.nextInt(4));
    String part = new String(points, start, length);
    return random.nextBoolean()
        ? part
        : random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part.toLowerCase(Locale.ROOT);
  }

  /** A pattern that the text matches, most of the time. */
  String pattern(String text) {
    String escaped =
        text.codePoints()
            .mapToObj(Character::toString)
            .map(one -> "*?\\".contains(one) ? "\\" + one : one)
            .map(one -> random.nextInt(6) == 0 ? "?" : one)
            .collect(Collectors.joining());
    switch (random.nextInt(4)) {
      case 0:
        return escaped;
      case 1:
        return "*" + escaped.substring(escaped.length() / 2).replaceFirst("^\\\\", "");
      case 2:
        return escaped.substring(0, escaped.length() / 2).replaceFirst("\\\\$", "") + "*";
      default:
        return "*" + escaped + "*";
    }
  }

  String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
