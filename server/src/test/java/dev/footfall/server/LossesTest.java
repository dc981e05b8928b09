package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {
  @TempDir Path data;

  @Test
  void rejected_areCountedByFieldAndReason_overAllPosts() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      Instant begin = Instant.now();
      for (int i = 0; i < 3; i++) {
        post(
            server,
            201,
            key,
            "shop",
            "",
            record("/"),
            record("status", "7"),
            record("created_at", null));
      }
      post(server, 400, key, "books", "", record("status", "\"ok\""));
      event(server, key);

      JsonNode rejected = losses(server, key, "").get("rejected");

      assertThat(lines(rejected))
          .containsExactly(
              "3 requests created_at missing of shop",
              "3 requests status out_of_bounds of shop",
              "1 events name missing of null",
              "1 requests status wrong_type of books");
      assertThat(rejected.get("records").asLong()).isEqualTo(8);
      assertThat(rejected.get("has_more").asBoolean()).isFalse();
      assertThat(Instant.parse(rejected.get("last_at").asText())).isBetween(begin, Instant.now());
    }
  }

  /** A client that sends the same wrong record with each batch fills no disk. */
  @Test
  void rejectionsOfAMinute_areOneRow() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 0; i < 20; i++) {
        post(server, 400, key, "shop", "", record("status", "7"));
      }
      assertThat(losses(server, key, "").get("rejected").get("records").asLong()).isEqualTo(20);
    }
    // the minute may end meanwhile
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM rejections")).isBetween(1L, 2L);
  }

  @Test
  void drops_areThoseThatClientsReport_atMostAsManyAsANumberHolds() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      post(server, 201, key, "shop", "\"queue_full\":3,\"expired\":1", record("/"));
      post(server, 201, key, "shop", "\"queue_full\":4", record("/"));
      post(server, 400, key, "books", "\"queue_full\":5", record("status", "7"));
      JsonNode dropped = losses(server, key, "").get("dropped");
      assertThat(lines(dropped))
          .containsExactly("7 queue_full of shop", "5 queue_full of books", "1 expired of shop");
      assertThat(dropped.get("records").asLong()).isEqualTo(13);

      post(server, 201, key, "shop", "\"queue_full\":" + Long.MAX_VALUE, record("/"));
      assertThat(losses(server, key, "").get("dropped").get("records").asLong())
          .isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void batchThatComesAgain_countsOnce() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String body = body(key, "shop", "\"queue_full\":3", record("/"), record("status", "7"));
      String id = UUID.randomUUID().toString();
      for (int i = 0; i < 3; i++) {
        server.post("/api/requests", body, "Idempotency-Key", id);
      }

      JsonNode losses = losses(server, key, "");

      assertThat(losses.get("rejected").get("records").asLong()).isEqualTo(1);
      assertThat(losses.get("dropped").get("records").asLong()).isEqualTo(3);
    }
  }

  /** Otherwise the mended one would be taken for the first. */
  @Test
  void batchThatWasRejectedWhole_mayComeMendedUnderItsId() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String[] id = {"Idempotency-Key", UUID.randomUUID().toString()};
      Answer refused = server.post("/api/requests", requests(key, record("status", "7")), id);
      assertThat(refused.status()).isEqualTo(400);

      assertThat(server.post("/api/requests", requests(key, record("/")), id).status())
          .isEqualTo(201);
      assertThat(server.log(key)).hasSize(1);
    }
  }

  @Test
  void time_isWhenTheServerLearnedOfIt() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      post(server, 201, key, "shop", "\"expired\":1", record("/"), record("status", "7"));
      Instant later = Instant.now().plus(Duration.ofMinutes(2));
      Instant sooner = Instant.now().minus(Duration.ofMinutes(2));

      assertThat(records(losses(server, key, "?from=" + later))).containsExactly(0L, 0L);
      assertThat(records(losses(server, key, "?to=" + sooner))).containsExactly(0L, 0L);
      assertThat(records(losses(server, key, "?from=" + sooner + "&to=" + later)))
          .containsExactly(1L, 1L);
      assertThat(losses(server, key, "?from=" + later).get("dropped").get("last_at").isNull())
          .isTrue();
    }
  }

  @Test
  void losses_areOfOneProject_outliveARestart_andGoWithTheRecords() {
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      post(server, 201, key, "shop", "\"expired\":1", record("/"), record("status", "7"));
      assertThat(records(losses(server, server.newKey(), ""))).containsExactly(0L, 0L);
    }
    try (TestServer server = new TestServer(data)) {
      assertThat(records(losses(server, key, ""))).containsExactly(1L, 1L);
      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", key);
      assertThat(records(losses(server, key, ""))).containsExactly(0L, 0L);
    }
  }

  @ParameterizedTest
  @CsvSource({"service=shop,service", "from=soon,from", "from=2026-02-02&to=2026-02-01,to"})
  void whatIsNotUnderstood_isRefused(String parameters, String field) {
    try (TestServer server = new TestServer(data)) {
      Answer answer = server.get("/api/v1/losses?" + parameters, "X-AUTH-TOKEN", server.newKey());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }
  }

  private static void event(TestServer server, String key) {
    String body =
        "{\"api_key\":\"%s\",\"events\":[{\"created_at\":\"%s\"}]}".formatted(key, Instant.now());
    assertThat(server.post("/api/events", body).status()).isEqualTo(400);
  }

  private static void post(
      TestServer server, int status, String key, String service, String drops, String... records) {
    Answer answer = server.post("/api/requests", body(key, service, drops, records));
    assertThat(answer.status()).isEqualTo(status);
  }

  private static String body(String key, String service, String drops, String... records) {
    String more = ",\"service\":\"%s\",\"dropped\":{%s}}".formatted(service, drops);
    String body = requests(key, records);
    return body.substring(0, body.length() - 1) + more;
  }

  private static JsonNode losses(TestServer server, String key, String parameters) {
    Answer answer = server.get("/api/v1/losses" + parameters, "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static List<Long> records(JsonNode losses) {
    return List.of(
        losses.get("rejected").get("records").asLong(),
        losses.get("dropped").get("records").asLong());
  }

  private static List<String> lines(JsonNode lost) {
    List<String> lines = new ArrayList<>();
    for (JsonNode reason : lost.get("reasons")) {
      String what =
          reason.has("kind")
              ? reason.get("kind").asText() + " " + reason.get("field").asText() + " "
              : "";
      lines.add(
          reason.get("records").asLong()
              + " "
              + what
              + reason.get("reason").asText()
              + " of "
              + reason.get("service").asText());
    }
    return lines;
  }
}
