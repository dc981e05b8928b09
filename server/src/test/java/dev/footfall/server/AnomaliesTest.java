package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten days of five routes, of which one fails in an afternoon, and two in another. */
class AnomaliesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = BEGIN.plus(Duration.ofDays(10));
  private static final Instant SEARCH = BEGIN.plus(Duration.ofHours(3 * 24 + 14));
  private static final Instant ORDERS = BEGIN.plus(Duration.ofHours(7 * 24 + 9));
  private static final Duration OUTAGE = Duration.ofMinutes(50);
  private static final Duration ABOUT = Duration.ofMinutes(6);
  private static final int REQUESTS = 30_000;
  private static final String[] ROUTES = {
    "/search", "/orders", "/orders/{id}", "/items", "/items/{id}"
  };

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  private static String key;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
    key = server.newKey();
    Random random = new Random(7);
    ArrayNode batch = TestServer.JSON.createArrayNode();
    for (int i = 0; i < REQUESTS; i++) {
      Instant at = BEGIN.plusMillis((long) (random.nextDouble() * 864_000_000));
      String route = ROUTES[random.nextInt(ROUTES.length)];
      boolean fails = random.nextDouble() < (isOut(route, at) ? 0.9 : 0.005);
      batch
          .addObject()
          .put("created_at", at.toString())
          .put("method", "GET")
          .put("path", route.replace("{id}", "7"))
          .put("route", route)
          .put("status", fails ? 500 : random.nextInt(10) == 0 ? 404 : 200)
          .put("response_time", 12)
          .put("ip_address", "8.8.8." + random.nextInt(200));
      if (batch.size() == 5_000) {
        post(batch);
      }
    }
  }

  private static void post(ArrayNode batch) {
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", key);
    body.set("requests", batch.deepCopy());
    batch.removeAll();
    assertThat(server.post("/api/requests", body.toString()).status()).isEqualTo(201);
  }

  private static boolean isOut(String route, Instant at) {
    Instant begin =
        switch (route) {
          case "/search" -> SEARCH;
          case "/orders", "/orders/{id}" -> ORDERS;
          default -> Instant.MAX;
        };
    return !at.isBefore(begin) && at.isBefore(begin.plus(OUTAGE));
  }

  private static JsonNode found(String more) {
    return found(more, key);
  }

  private static JsonNode found(String more, String by) {
    String body = "{\"from\":\"%s\",\"to\":\"%s\"%s}".formatted(BEGIN, END, more);
    Answer answer = server.post("/api/v1/anomalies", body, "X-AUTH-TOKEN", by);
    assertThat(answer.status()).as("" + answer.json()).isEqualTo(200);
    return answer.json();
  }

  private static void assertAbout(JsonNode anomaly, Instant begin) {
    assertThat(Duration.between(begin, Instant.parse(anomaly.get("from").asText())).abs())
        .isLessThan(ABOUT);
    Instant end = begin.plus(OUTAGE);
    assertThat(Duration.between(end, Instant.parse(anomaly.get("to").asText())).abs())
        .isLessThan(ABOUT);
  }

  @Test
  void outages_areFound_toTheMinute_withTheirRoutes() {
    JsonNode found = found("");

    JsonNode anomalies = found.get("anomalies");
    assertThat(anomalies).as(found.toPrettyString()).hasSize(2);
    assertAbout(anomalies.get(0), ORDERS);
    assertThat(anomalies.get(0).get("routes").findValuesAsText("route"))
        .containsExactlyInAnyOrder("GET /orders", "GET /orders/{id}");
    assertAbout(anomalies.get(1), SEARCH);
    assertThat(anomalies.get(1).get("routes").findValuesAsText("route"))
        .containsExactly("GET /search");
    assertThat(found.get("others").intValue()).isZero();
    assertThat(found.get("records").intValue()).isEqualTo(REQUESTS);
  }

  @Test
  void figures_areThoseOfAQuery() {
    for (JsonNode anomaly : found("").get("anomalies")) {
      assertThat(queried(anomaly, null))
          .isEqualTo(
              TestServer.JSON
                  .createArrayNode()
                  .add(anomaly.get("requests"))
                  .add(anomaly.get("rate")));
      for (JsonNode route : anomaly.get("routes")) {
        assertThat(queried(anomaly, route.get("route").asText()))
            .isEqualTo(
                TestServer.JSON
                    .createArrayNode()
                    .add(route.get("requests"))
                    .add(route.get("rate")));
        double failed = route.get("requests").asInt() * route.get("rate").asDouble() / 100;
        assertThat(route.get("excess").asDouble()).isBetween(failed - 2, failed + 2);
        assertThat(route.get("usual_rate").asDouble()).isBetween(0.3, 0.7);
      }
    }
  }

  private static JsonNode queried(JsonNode anomaly, String route) {
    ObjectNode query = TestServer.JSON.createObjectNode();
    query.set("from", anomaly.get("from"));
    query.set("to", anomaly.get("to"));
    query.putArray("metrics").add("requests").add("server_error_rate");
    if (route != null) {
      query
          .putArray("filters")
          .addObject()
          .put("field", "route")
          .put("op", "is")
          .put("value", route);
    }
    return server.post("/api/v1/query", query.toString(), "X-AUTH-TOKEN", key).json().at("/rows/0");
  }

  @Test
  void filtersAndLocks_leaveTheRestOut() {
    String search = "[{\"field\":\"route\",\"op\":\"is\",\"value\":\"GET /search\"}]";
    JsonNode filtered = found(",\"filters\":" + search).get("anomalies");
    assertThat(filtered).hasSize(1);
    assertAbout(filtered.get(0), SEARCH);

    String terms = "{\"owner\":\"ada\",\"scope\":\"read\",\"filters\":" + search + "}";
    String token =
        server.post("/api/v1/tokens", terms, "X-AUTH-TOKEN", key).json().get("token").asText();
    assertThat(found("", token).get("anomalies")).isEqualTo(filtered);

    String items = "[{\"field\":\"route\",\"op\":\"is\",\"value\":\"GET /items\"}]";
    assertThat(found(",\"filters\":" + items).get("anomalies")).isEmpty();
  }

  @Test
  void theLargest_isKept_whereOneIsAskedFor() {
    JsonNode found = found(",\"limit\":1");

    assertThat(found.get("anomalies")).hasSize(1);
    assertAbout(found.at("/anomalies/0"), ORDERS);
    assertThat(found.get("others").intValue()).isEqualTo(1);
  }

  @Test
  void anotherRate_hasOtherStretches() {
    assertThat(found(",\"metric\":\"client_error_rate\"").get("anomalies")).isEmpty();
    assertThat(found(",\"metric\":\"error_rate\"").get("anomalies")).hasSize(2);
  }

  @Test
  void aTimeWithoutEnd_isRefused() {
    Answer answer =
        server.post(
            "/api/v1/anomalies",
            "{\"from\":\"1970-01-01\",\"to\":\"9999-01-01\"}",
            "X-AUTH-TOKEN",
            key);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("field").asText()).isEqualTo("to");
  }

  @Test
  void anEmptyProject_hasNone() {
    JsonNode found = found("", server.newKey());

    assertThat(found.get("anomalies")).isEmpty();
    assertThat(found.get("records").intValue()).isZero();
  }
}
