package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs of events and of changes, of a time alone. */
class LogPeriodTest {
  @TempDir Path data;
  @AutoClose private TestServer server;
  private String key;

  @BeforeEach
  void start() {
    server = new TestServer(data);
    key = server.newKey();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "from=2026-10-02T00:00:00Z, 3 2",
        "to=2026-10-02T00:00:00Z, 1",
        "from=2026-10-02T00:00:00Z&to=2026-10-03T00:00:00Z, 2",
        "from=2026-10-02T00:00:00.000001Z&to=2026-10-03T00:00:00Z, -",
        "from=2026-10-02&zone=America/New_York, 3",
        "starting_after=1&to=2026-10-03T00:00:00.000001Z, 2 3",
        "from=2026-10-01&limit=2, 3 2",
      })
  void events_areThoseCreatedInIt(String parameters, String names) {
    ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", key);
    ArrayNode events = post.putArray("events");
    for (int day = 1; day <= 3; day++) {
      events
          .addObject()
          .put("name", Integer.toString(day))
          .put("created_at", "2026-10-0%dT00:00:00Z".formatted(day));
    }
    assertThat(server.post("/api/events", post.toString()).status()).isEqualTo(201);

    JsonNode answer = log("events?" + parameters).json();

    List<String> found = new ArrayList<>();
    answer.get("data").forEach(event -> found.add(event.get("name").textValue()));
    assertThat(found).containsExactly(names == null ? new String[0] : names.split(" "));
    assertThat(answer.get("has_more").booleanValue()).isEqualTo(parameters.contains("limit"));
  }

  @Test
  void changes_areThoseMadeInIt() {
    JsonNode all = log("audit").json().get("data");
    assertThat(all).hasSize(1);
    String at = all.get(0).get("at").textValue();

    assertThat(log("audit?from=" + at).json().get("data")).isEqualTo(all);
    assertThat(log("audit?to=" + at).json().get("data")).isEmpty();
    assertThat(log("audit?from=2000-01-01&to=2001-01-01").json().get("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "audit"})
  void time_thatCannotBe_isRefused(String log) {
    assertRefused(log + "?from=yesterday", "from");
    assertRefused(log + "?from=2026-10-02&to=2026-10-02", "to");
    assertRefused(log + "?zone=Paris", "zone");
    assertRefused(log + "?search=x", "search");
  }

  private void assertRefused(String log, String field) {
    TestServer.Answer answer = log(log);
    assertThat(answer.status()).as(log).isEqualTo(400);
    assertThat(answer.json().get("field").textValue()).isEqualTo(field);
  }

  private TestServer.Answer log(String log) {
    return server.get("/api/v1/logs/" + log, "X-AUTH-TOKEN", key);
  }
}
