package dev.footfall.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whether the comparison notices an answer that is a little wrong. */
class DifferenceTest {
  private static final Instant END = Instant.parse("2026-11-20T00:00:00Z");

  private final List<Request> requests = requests();
  private final Question question = question("previous_period");
  private final Period period = Questions.period(question, 0, 0);

  @Test
  void answerThatIsRight_differsInNothing() {
    assertThat(difference(requests)).isNull();
  }

  @Test
  void recordLost_isNoticed_whicheverItIs() {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      List<Request> fewer = new ArrayList<>(requests);
      Request lost = fewer.remove(random.nextInt(fewer.size()));
      boolean inside =
          period.holds(lost) || period.before("previous_period", question.zoneId()).holds(lost);
      assertThat(difference(fewer) != null).isEqualTo(inside);
    }
  }

  @Test
  void recordInTheNextBucket_isNoticed() {
    Request last = last();
    assertThat(difference(changed(last, at(last, last.createdAtMicros() - 86_400_000_000L))))
        .startsWith("rows[");
  }

  @Test
  void recordInTheOtherHourOfTwo_isNoticedByTheHour() {
    Instant second = Instant.parse("2026-10-25T01:30:00Z");
    Request there = at(requests.get(0), Request.micros(second));
    Request before = at(there, Request.micros(second.minus(1, ChronoUnit.HOURS)));
    Question hours =
        new Question(
            "2026-10-25",
            "2026-10-26",
            "Europe/Paris",
            List.of("requests"),
            List.of("time:1h"),
            List.of(),
            null,
            null,
            false,
            null,
            null,
            List.of(),
            null,
            null,
            false);
    Period day = Questions.period(hours, 0, 0);
    Expected expected = new Oracle(hours, day).answer(List.of(there));

    assertThat(expected.main().rows()).hasSize(25);
    assertThat(Difference.between(expected, json(new Oracle(hours, day).answer(List.of(before)))))
        .isEqualTo(
            "rows[2]\n  expected [2026-10-25T02:00+02:00, 0]\n"
                + "  got      [\"2026-10-25T02:00+02:00\",1]");
  }

  @Test
  void weightIgnored_isNoticed() {
    List<Request> heavy = changed(last(), weighing(last(), 2.5));
    Oracle oracle = new Oracle(question(null), period);
    Expected expected = oracle.answer(heavy);
    ObjectNode answer = json(oracle.answer(requests));

    assertThat(Difference.between(expected, answer)).contains("exact");
    answer.set("columns", json(expected).get("columns"));
    assertThat(Difference.between(expected, answer)).startsWith("rows[");
  }

  @Test
  void rowsInAnotherOrder_areNoticed() {
    Expected expected = new Oracle(question, period).answer(requests);
    ObjectNode answer = json(expected);
    ArrayNode rows = (ArrayNode) answer.get("rows");
    rows.insert(0, rows.remove(1));

    assertThat(Difference.between(expected, answer)).startsWith("rows[0]");
  }

  @Test
  void totalsOrComparisonWrong_areNoticed() {
    Expected expected = new Oracle(question, period).answer(requests);
    for (UnaryOperator<JsonNode> part :
        List.<UnaryOperator<JsonNode>>of(
            answer -> answer.get("totals"),
            answer -> answer.at("/comparison/totals"),
            answer -> answer.at("/comparison/rows/0"))) {
      ObjectNode answer = json(expected);
      ArrayNode values = (ArrayNode) part.apply(answer);
      values.set(values.size() - 1, 1.5);
      assertThat(Difference.between(expected, answer)).isNotNull();
    }
  }

  private static Question question(String compare) {
    return new Question(
        "2026-01-01",
        "2026-11-20",
        "Europe/Paris",
        List.of("requests", "users", "success_rate", "mean", "p95", "sum:response_bytes"),
        List.of("time:1d", "status_class"),
        List.of(),
        null,
        null,
        false,
        compare,
        null,
        List.of(),
        null,
        null,
        true);
  }

  private String difference(List<Request> others) {
    return Difference.between(
        new Oracle(question, period).answer(requests),
        json(new Oracle(question, period).answer(others)));
  }

  private Request last() {
    return requests.stream()
        .filter(period::holds)
        .max((a, b) -> Long.compare(a.createdAtMicros(), b.createdAtMicros()))
        .get();
  }

  private List<Request> changed(Request old, Request changed) {
    List<Request> others = new ArrayList<>(requests);
    others.set(others.indexOf(old), changed);
    return others;
  }

  private static Request at(Request of, long micros) {
    return new Request(
        of.id(),
        micros,
        of.status(),
        of.responseMicros(),
        of.requestBytes(),
        of.responseBytes(),
        of.weight(),
        of.privacyLevel(),
        of.texts());
  }

  private static Request weighing(Request of, double weight) {
    return new Request(
        of.id(),
        of.createdAtMicros(),
        of.status(),
        of.responseMicros(),
        of.requestBytes(),
        of.responseBytes(),
        weight,
        of.privacyLevel(),
        of.texts());
  }

  /** Records as a log would have them, with nothing derived. */
  private static List<Request> requests() {
    Random random = new Random(1);
    ObjectNode post =
        new Traffic(random, new Moments(random, END), false).post("key", 1000, Duration.ZERO);
    List<Request> requests = new ArrayList<>();
    for (JsonNode sent : post.get("requests")) {
      ObjectNode record = (ObjectNode) sent;
      record.put("id", requests.size()).put("weight", 1).put("privacy_level", 0);
      record.put(
          "response_time_us",
          record.path("response_time_us").asLong(record.path("response_time").asLong() * 1000));
      for (String bytes : new String[] {"request_bytes", "response_bytes"}) {
        if (!record.has(bytes)) {
          record.putNull(bytes);
        }
      }
      requests.add(Request.ofLog(record));
    }
    return requests;
  }

  private static ObjectNode json(Expected expected) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Expected.Column column : expected.columns()) {
      ObjectNode one = json.withArray("columns").addObject();
      one.put("name", column.name()).put("type", column.type());
      boolean exact = column.exactness() == Expected.Exactness.EXACT;
      if (column.exactness() != Expected.Exactness.UNSAID) {
        one.put("exact", exact).put("total_exact", exact);
        if (!exact) {
          one.put("note", "sampled");
        }
      }
    }
    part(json, expected.main());
    ObjectNode range = json.putObject("range").put("bucket", expected.bucket());
    range(range, expected.main());
    json.put("truncated", expected.truncated()).put("users_left_out", expected.usersLeftOut());
    if (expected.comparison() != null) {
      part(json.putObject("comparison"), expected.comparison());
      range((ObjectNode) json.get("comparison"), expected.comparison());
    }
    return json.put("elapsed_ms", 1);
  }

  private static void range(ObjectNode json, Expected.Part part) {
    json.put("from", part.from().toString()).put("to", part.to().toString());
  }

  private static void part(ObjectNode json, Expected.Part part) {
    json.put("records", part.records()).putArray("rows");
    part.rows().forEach(row -> values(json.withArray("rows").addArray(), row));
    part.samples().forEach(json.putArray("samples")::add);
    if (part.totals() != null) {
      values(json.putArray("totals"), part.totals());
    }
  }

  private static void values(ArrayNode json, List<Object> values) {
    for (Object value : values) {
      if (value instanceof Near) {
        json.add(((Near) value).value());
      } else if (value instanceof BigDecimal) {
        json.add((BigDecimal) value);
      } else if (value instanceof OffsetDateTime) {
        json.add(value.toString());
      } else {
        json.add((String) value);
      }
    }
  }
}
