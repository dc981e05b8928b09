package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log in the order of times and response times, of which many are equal. */
class RankedLogTest {
  private static final int RECORDS = 300;
  private static final Comparator<JsonNode> BY_ID =
      Comparator.comparingLong(row -> row.get("id").asLong());

  @TempDir static Path data;
  static TestServer server;
  static String key;
  static List<JsonNode> all;

  @BeforeAll
  static void seed() {
    server = new TestServer(data);
    key = server.newKey();
    String other = server.newKey();
    Random random = new Random(5);
    Instant day = Instant.parse("2026-03-01T00:00:00Z");
    String[] records = new String[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      String record = record("response_time", Integer.toString(random.nextInt(40)));
      Instant at = day.plusSeconds(random.nextInt(100));
      records[i] =
          record
              .replaceFirst("\"created_at\":\"[^\"]*\"", "\"created_at\":\"" + at + "\"")
              .replace("/v1/items", i % 3 == 0 ? "/third" : "/v1/items");
    }
    server.post("/api/requests", requests(key, records));
    server.post("/api/requests", requests(other, records));
    all = new ArrayList<>();
    log("limit=1000").get("data").forEach(all::add);
    assertThat(all).hasSize(RECORDS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"created_at", "response_time"})
  void log_inAnotherOrder_givesEachRecordOnce_bothWays(String by) {
    Comparator<JsonNode> order =
        (by.equals("created_at")
                ? Comparator.<JsonNode, String>comparing(row -> row.get("created_at").asText())
                : Comparator.<JsonNode, Long>comparing(row -> row.get("response_time_us").asLong()))
            .thenComparing(BY_ID);
    List<JsonNode> ascending = all.stream().sorted(order).toList();
    List<JsonNode> descending = all.stream().sorted(order.reversed()).toList();

    assertThat(walk(by + "+ascending", "starting_after")).isEqualTo(ascending);
    assertThat(walk(by + "+descending", "ending_before")).isEqualTo(descending);
  }

  @Test
  void log_inAnotherOrder_isFiltered() {
    JsonNode slow = log("order_by=response_time+descending&limit=5&search=path:/third");
    List<Long> expected =
        all.stream()
            .filter(row -> row.get("path").asText().equals("/third"))
            .sorted(
                Comparator.<JsonNode, Long>comparing(row -> row.get("response_time_us").asLong())
                    .thenComparing(BY_ID)
                    .reversed())
            .limit(5)
            .map(row -> row.get("id").asLong())
            .toList();
    assertThat(slow.get("has_more").asBoolean()).isTrue();
    assertThat(slow.get("data").findValues("id").stream().map(JsonNode::asLong))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "order_by=status+descending, order_by",
    "order_by=response_time, order_by",
    "order_by=response_time+ascending&ending_before=5, order_by",
    "order_by=created_at+descending&starting_after=5, order_by",
    "order_by=created_at+ascending&starting_after=999999, starting_after",
    "order_by=response_time+descending&ending_before=999999, ending_before"
  })
  void log_withABadOrderOrCursor_isA400ThatNamesIt(String query, String field) {
    MalformedInputTest.assertError(get("requests?" + query), 400, field);
  }

  @Test
  void auditLog_isOrderedByIdsAlone() {
    Answer answer = get("audit?order_by=created_at+descending");
    MalformedInputTest.assertError(answer, 400, "order_by");
    assertThat(answer.json().get("message").asText())
        .isEqualTo("order_by must be Id, followed by descending or ascending.");
  }

  private static List<JsonNode> walk(String order, String cursor) {
    List<JsonNode> read = new ArrayList<>();
    boolean more = true;
    while (more) {
      String from = read.isEmpty() ? "" : "&" + cursor + "=" + read.get(read.size() - 1).get("id");
      JsonNode page = log("limit=37&order_by=" + order + from);
      page.get("data").forEach(read::add);
      more = page.get("has_more").asBoolean();
    }
    return read;
  }

  private static JsonNode log(String query) {
    return get("requests?" + query).json();
  }

  private static Answer get(String rest) {
    return server.get("/api/v1/logs/" + rest, "X-AUTH-TOKEN", key);
  }
}
