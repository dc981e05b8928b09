package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of one user, of a time, in the order of their creation. */
class EventLogTest {
  private static final String[] DAYS = {"05", "03", "03", "09", "01", "03", "07"};

  @TempDir static Path data;
  static TestServer server;
  static String key;

  /** Numbered in the order of their arrival; ada's are those with an even number. */
  @BeforeAll
  static void seed() {
    server = new TestServer(data);
    key = server.newKey();
    post(key);
    post(server.newKey());
  }

  private static void post(String key) {
    for (int i = 0; i < DAYS.length; i++) {
      ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", key);
      ObjectNode event = post.putArray("events").addObject().put("name", "e" + i);
      event.put("created_at", "2026-11-" + DAYS[i] + "T00:00:00.000001Z");
      event.put("user_id", i % 2 == 0 ? "ada" : "bob");
      assertThat(server.post("/api/events", post.toString()).status()).isEqualTo(201);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | e6 e5 e4 e3 e2 e1 e0",
        "user_id=ada | e6 e4 e2 e0",
        "user_id=nobody | ''",
        "user_id=ada&starting_after=0 | e0 e2 e4 e6",
        "order_by=created_at%20descending | e3 e6 e0 e5 e2 e1 e4",
        "order_by=created_at%20ascending | e4 e1 e2 e5 e0 e6 e3",
        "user_id=ada&order_by=created_at%20descending | e6 e0 e2 e4",
        "from=2026-11-03&to=2026-11-07T00:00:00.000001Z | e5 e2 e1 e0",
        "from=2026-11-03T00:00:00.000002Z&order_by=created_at%20ascending | e0 e6 e3",
        "to=2026-11-03&zone=Pacific/Auckland | e4",
      })
  void events_areThoseThatAreAskedFor(String parameters, String expected) {
    assertThat(names(log(parameters).json())).isEqualTo(expected);
  }

  @Test
  void pages_haveEachEventOnce_equalTimesToo() {
    for (String direction : List.of("descending", "ascending")) {
      List<String> turned = new ArrayList<>();
      String order = "order_by=created_at%20" + direction;
      String cursor = "";
      JsonNode page;
      do {
        page = log(order + "&limit=2" + cursor).json();
        turned.add(names(page));
        long last = page.get("data").get(page.get("data").size() - 1).get("id").asLong();
        cursor = (direction.equals("descending") ? "&ending_before=" : "&starting_after=") + last;
      } while (page.get("has_more").asBoolean());
      assertThat(String.join(" ", turned)).isEqualTo(names(log(order).json()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user_id=, user_id",
    "from=yesterday, from",
    "from=2026-11-03&to=2026-11-03, to",
    "order_by=response_time%20descending, order_by",
    "order_by=created_at%20descending&ending_before=99999999, ending_before",
    "search=x, search",
  })
  void parameter_thatIsWrong_isRefused(String parameters, String field) {
    Answer answer = log(parameters);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("field").asText()).isEqualTo(field);
  }

  private static Answer log(String parameters) {
    return server.get("/api/v1/logs/events?" + parameters, "X-AUTH-TOKEN", key);
  }

  private static String names(JsonNode page) {
    return String.join(" ", page.get("data").findValuesAsText("name"));
  }
}
