package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One condition on a field.
 *
 * @param value a String, a BigDecimal, a list of these, or null for the operator unknown
 */
record Condition(String field, String op, Object value) {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  Predicate<Request> in(View view) {
    Function<Request, Object> read = view.field(field);
    switch (op) {
      case "unknown":
        return request -> read.apply(request) == null;
      case "is":
        return request -> same(read.apply(request), value);
      case "is_not":
        return request -> !same(read.apply(request), value);
      case "in":
        return request -> {
          Object actual = read.apply(request);
          return ((List<?>) value).stream().anyMatch(wanted -> same(actual, wanted));
        };
      case "contains":
        return request -> contains((String) read.apply(request), (String) value);
      case "matches":
        return request -> {
          String actual = comparable((String) read.apply(request), (String) value);
          return actual != null && Glob.matches((String) value, actual);
        };
      default:
        return request -> {
          BigDecimal actual = (BigDecimal) read.apply(request);
          return actual != null && holds(actual.compareTo((BigDecimal) value));
        };
    }
  }

  private boolean holds(int sign) {
    switch (op) {
      case "gt":
        return sign > 0;
      case "gte":
        return sign >= 0;
      case "lt":
        return sign < 0;
      case "lte":
        return sign <= 0;
      default:
        throw new IllegalArgumentException(op);
    }
  }

  private boolean same(Object actual, Object wanted) {
    if (actual == null) {
      return false;
    }
    if (actual instanceof BigDecimal) {
      return ((BigDecimal) actual).compareTo(number(wanted)) == 0;
    }
    return comparable((String) actual, (String) wanted).equals(wanted);
  }

  /** Of a route only the template, when that is what is looked for. */
  private String comparable(String actual, String wanted) {
    return actual != null && field.equals("route") && wanted.startsWith("/")
        ? actual.substring(actual.indexOf(' ') + 1)
        : actual;
  }

  /** A number, also from the name of a weekday. */
  private static BigDecimal number(Object wanted) {
    if (wanted instanceof BigDecimal) {
      return (BigDecimal) wanted;
    }
    for (int day = 0; day < DAYS.size(); day++) {
      if (DAYS.get(day).startsWith((String) wanted)) {
        return BigDecimal.valueOf(day + 1);
      }
    }
    throw new IllegalArgumentException(wanted.toString());
  }

  static boolean contains(String actual, String part) {
    return actual != null
        && actual.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("field", field).put("op", op);
    if (value instanceof List) {
      for (Object one : (List<?>) value) {
        json.withArray("value").add(scalar(one));
      }
    } else if (value != null) {
      json.set("value", scalar(value));
    }
    return json;
  }

  private static JsonNode scalar(Object value) {
    return value instanceof BigDecimal
        ? JsonNodeFactory.instance.numberNode((BigDecimal) value)
        : JsonNodeFactory.instance.textNode((String) value);
  }
}
