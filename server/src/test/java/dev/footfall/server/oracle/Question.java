package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** A query, as plain values; null where the query does not say it. */
record Question(
    String from,
    String to,
    String zone,
    List<String> metrics,
    List<String> dimensions,
    List<Condition> filters,
    Search search,
    String users,
    boolean withoutQueryStrings,
    String compare,
    String groups,
    List<Order> order,
    Integer limit,
    Integer offset,
    boolean totals) {

  record Order(String by, boolean ascending) {}

  Question withFrom(String newFrom) {
    return new Question(
        newFrom,
        to,
        zone,
        metrics,
        dimensions,
        filters,
        search,
        users,
        withoutQueryStrings,
        compare,
        groups,
        order,
        limit,
        offset,
        totals);
  }

  View view() {
    return new View(zoneId(), users == null ? "id_or_address" : users, withoutQueryStrings);
  }

  ZoneId zoneId() {
    return ZoneId.of(zone == null ? "UTC" : zone);
  }

  /** The beginning or end of the period that is written so. */
  long micros(String time) {
    return Request.micros(
        time.length() == 10
            ? LocalDate.parse(time).atStartOfDay(zoneId()).toInstant()
            : OffsetDateTime.parse(time).toInstant());
  }

  /** Whether its rows are only those of some groups. */
  boolean choosesGroups() {
    return groups != null && !groups.equals("all");
  }

  /** The place of the dimension over time, or -1. */
  int timePlace() {
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i).startsWith("time")) {
        return i;
      }
    }
    return -1;
  }

  int rowLimit() {
    return limit != null ? limit : timePlace() < 0 ? 50 : 10_000;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "from", from);
    put(json, "to", to);
    put(json, "zone", zone);
    metrics.forEach(json.withArray("metrics")::add);
    if (!dimensions.isEmpty()) {
      dimensions.forEach(json.withArray("dimensions")::add);
    }
    filters.forEach(filter -> json.withArray("filters").add(filter.json()));
    put(json, "search", search == null ? null : search.text());
    put(json, "users", users);
    if (withoutQueryStrings) {
      json.put("without_query_strings", true);
    }
    put(json, "compare", compare);
    put(json, "groups", groups);
    for (Order by : order) {
      ObjectNode one = json.withArray("order").addObject().put("by", by.by());
      if (by.ascending()) {
        one.put("dir", "asc");
      }
    }
    if (limit != null) {
      json.put("limit", limit);
    }
    if (offset != null) {
      json.put("offset", offset);
    }
    if (totals) {
      json.put("totals", true);
    }
    return json.put("budget_ms", 30_000);
  }

  private static void put(ObjectNode json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
