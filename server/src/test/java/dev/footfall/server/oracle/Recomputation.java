package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All records of a project, and from them what any query about them has to be answered with. */
public final class Recomputation {
  private final List<JsonNode> log;
  private final List<Request> requests;

  /** Reads the records of the key's project from the log. */
  public Recomputation(TestServer server, String key) {
    log = RequestLog.after(server, key, 0);
    requests = log.stream().map(Request::ofLog).toList();
  }

  /** The records that the query is about, as the log tells of them, in the order of arrival. */
  public List<JsonNode> matching(JsonNode query) {
    Question question = question(query);
    Set<Long> ids =
        new Oracle(question, period(question))
            .matching(requests).stream().map(Request::id).collect(Collectors.toSet());
    return log.stream().filter(record -> ids.contains(record.get("id").longValue())).toList();
  }

  /**
   * What an answer has to be.
   *
   * @param rows values as a String, BigDecimal, OffsetDateTime or null, or {@link Near} one
   * @param totals null unless asked for
   * @param beforeFrom where the period compared with begins; like what is of it, null unless asked
   *     for
   */
  public record Result(
      List<List<Object>> rows,
      List<Object> totals,
      Instant beforeFrom,
      List<List<Object>> before,
      List<Object> totalsBefore) {}

  /** What the query has to be answered with; it says from when to when. */
  public Result answer(JsonNode query) {
    Question question = question(query);
    Expected expected = new Oracle(question, period(question)).answer(requests);
    Expected.Part before = expected.comparison();
    return new Result(
        expected.main().rows(),
        expected.main().totals(),
        before == null ? null : before.from(),
        before == null ? null : before.rows(),
        before == null ? null : before.totals());
  }

  /** Whether a figure is what it has to be, given as text: empty where there is none. */
  public static boolean agrees(Object expected, String given) {
    if (expected == null || given.isEmpty()) {
      return expected == null && given.isEmpty();
    }
    if (expected instanceof String) {
      return expected.equals(given);
    }
    if (expected instanceof OffsetDateTime time) {
      return time.toInstant().equals(OffsetDateTime.parse(given).toInstant());
    }
    BigDecimal number = new BigDecimal(given);
    return expected instanceof Near near
        ? near.accepts(number)
        : number.compareTo(new BigDecimal(expected.toString())) == 0;
  }

  private static Period period(Question question) {
    return new Period(question.micros(question.from()), question.micros(question.to()));
  }

  private static Question question(JsonNode query) {
    return new Question(
        query.get("from").textValue(),
        query.get("to").textValue(),
        query.path("zone").textValue(),
        texts(query.path("metrics")),
        texts(query.path("dimensions")),
        filters(query.path("filters")),
        null,
        query.path("users").textValue(),
        query.path("without_query_strings").booleanValue(),
        query.path("compare").textValue(),
        query.path("groups").textValue(),
        order(query.path("order")),
        query.has("limit") ? (Integer) query.get("limit").intValue() : null,
        query.has("offset") ? (Integer) query.get("offset").intValue() : null,
        query.path("totals").booleanValue());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static List<Condition> filters(JsonNode array) {
    List<Condition> filters = new ArrayList<>();
    for (JsonNode filter : array) {
      filters.add(
          new Condition(
              filter.get("field").textValue(),
              filter.get("op").textValue(),
              value(filter.path("value"))));
    }
    return filters;
  }

  private static Object value(JsonNode value) {
    if (value.isArray()) {
      List<Object> values = new ArrayList<>();
      value.forEach(one -> values.add(value(one)));
      return values;
    }
    return value.isNumber() ? new BigDecimal(value.asText()) : value.textValue();
  }

  private static List<Question.Order> order(JsonNode array) {
    List<Question.Order> order = new ArrayList<>();
    for (JsonNode by : array) {
      order.add(
          new Question.Order(by.get("by").textValue(), by.path("dir").asText().equals("asc")));
    }
    return order;
  }
}
