package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/** The first thing in which an answer is not as it has to be. */
final class Difference {
  private final Expected expected;
  private final JsonNode answer;
  private String found;

  private Difference(Expected expected, JsonNode answer) {
    this.expected = expected;
    this.answer = answer;
  }

  /** Null when there is none. */
  static String between(Expected expected, JsonNode answer) {
    Difference difference = new Difference(expected, answer);
    difference.look();
    return difference.found;
  }

  private void look() {
    columns();
    part("", expected.main(), answer, answer.path("range"));
    same("truncated", expected.truncated(), answer.path("truncated").booleanValue());
    same("range.bucket", expected.bucket(), answer.path("range").path("bucket").textValue());
    JsonNode leftOut = answer.path("users_left_out");
    same(
        "users_left_out", expected.usersLeftOut(), leftOut.isNumber() ? leftOut.longValue() : null);
    same("elapsed_ms is a number", true, answer.path("elapsed_ms").isNumber());
    JsonNode comparison = answer.path("comparison");
    same("has a comparison", expected.comparison() != null, comparison.isObject());
    if (expected.comparison() != null) {
      part("comparison.", expected.comparison(), comparison, comparison);
    }
  }

  private void columns() {
    same("columns", expected.columns().size(), answer.path("columns").size());
    for (int i = 0; i < expected.columns().size(); i++) {
      Expected.Column column = expected.columns().get(i);
      JsonNode given = answer.path("columns").path(i);
      same("columns[" + i + "].name", column.name(), given.path("name").textValue());
      // nothing says whether a sum is an integer
      if (!column.name().startsWith("sum:")) {
        same("columns[" + i + "].type", column.type(), given.path("type").textValue());
      }
      if (column.exactness() == Expected.Exactness.DIVIDED) {
        continue;
      }
      Boolean exact =
          column.exactness() == Expected.Exactness.UNSAID
              ? null
              : (Boolean) (column.exactness() == Expected.Exactness.EXACT);
      same("columns[" + i + "].exact", exact, flag(given, "exact"));
      if (expected.main().totals() != null) {
        same("columns[" + i + "].total_exact", exact, flag(given, "total_exact"));
      }
      same(
          "columns[" + i + "] has a note",
          Boolean.FALSE.equals(exact),
          given.path("note").isTextual());
    }
  }

  private static Boolean flag(JsonNode node, String name) {
    return node.has(name) ? (Boolean) node.get(name).booleanValue() : null;
  }

  private void part(String name, Expected.Part part, JsonNode given, JsonNode range) {
    same(name + "from", part.from(), instant(range.path("from")));
    same(name + "to", part.to(), instant(range.path("to")));
    same(name + "records", part.records(), given.path("records").intValue());
    JsonNode rows = given.path("rows");
    for (int i = 0; i < part.rows().size() && i < rows.size(); i++) {
      row(name + "rows[" + i + "]", part.rows().get(i), rows.get(i));
      same(
          name + "samples[" + i + "]",
          part.samples().get(i),
          given.path("samples").path(i).intValue());
    }
    same(name + "rows", part.rows().size(), rows.size());
    same(name + "samples", part.rows().size(), given.path("samples").size());
    JsonNode totals = given.path("totals");
    same("has " + name + "totals", part.totals() != null, totals.isArray());
    if (part.totals() != null) {
      row(name + "totals", part.totals(), totals);
    }
  }

  private void row(String name, List<Object> values, JsonNode given) {
    boolean equal = values.size() == given.size();
    for (int i = 0; equal && i < values.size(); i++) {
      equal = isValue(values.get(i), given.get(i));
    }
    if (!equal) {
      note(name, values, given);
    }
  }

  private static boolean isValue(Object value, JsonNode given) {
    if (value == null) {
      return given.isNull();
    }
    if (value instanceof BigDecimal) {
      return given.isNumber() && ((BigDecimal) value).compareTo(given.decimalValue()) == 0;
    }
    if (value instanceof Near) {
      return given.isNumber() && ((Near) value).accepts(given.decimalValue());
    }
    if (value instanceof OffsetDateTime) {
      try {
        return given.isTextual() && value.equals(OffsetDateTime.parse(given.textValue()));
      } catch (DateTimeException e) {
        return false;
      }
    }
    return value.equals(given.textValue());
  }

  private static Instant instant(JsonNode time) {
    return time.isTextual() ? OffsetDateTime.parse(time.textValue()).toInstant() : null;
  }

  private void same(String what, Object wanted, Object given) {
    if (!Objects.equals(wanted, given)) {
      note(what, wanted, given);
    }
  }

  private void note(String what, Object wanted, Object given) {
    if (found == null) {
      found = what + "\n  expected " + wanted + "\n  got      " + given;
    }
  }
}
