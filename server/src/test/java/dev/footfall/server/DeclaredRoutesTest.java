package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredRoutesTest {
  @TempDir Path data;

  @Test
  void routes_areListedByServiceAndRoute_asLastDeclared() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String other = server.newKey();
      declare(server, key, "\"shop\"", "GET /v1/items", "GET /v1/gone");
      declare(server, key, "null", "GET /");
      declare(server, other, "\"shop\"", "GET /of/another/project");
      Instant begin = Instant.now();
      declare(server, key, "\"shop\"", "POST /v1/items", "GET /v1/items", "GET /v1/items");
      declare(server, key, "\"books\"", "GET /v1/books/{id}");

      JsonNode answer = read(server, key);

      assertThat(answer.get("has_more").asBoolean()).isFalse();
      assertThat(lines(answer))
          .containsExactly(
              "books GET /v1/books/{id}",
              "shop GET /v1/items",
              "shop POST /v1/items",
              "null GET /");
      for (JsonNode route : answer.get("data")) {
        Instant at = Instant.parse(route.get("declared_at").asText());
        if (!route.get("service").isNull()) {
          assertThat(at).isBetween(begin, Instant.now());
        } else {
          assertThat(at).isBefore(begin);
        }
      }
      assertThat(lines(read(server, other))).containsExactly("shop GET /of/another/project");
    }
  }

  @Test
  void routes_areGoneWithTheRecords() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      declare(server, key, "\"shop\"", "GET /v1/items");
      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", key);
      assertThat(lines(read(server, key))).isEmpty();
    }
  }

  @Test
  void parameters_areRefused() {
    try (TestServer server = new TestServer(data)) {
      Answer answer = server.get("/api/v1/routes?service=shop", "X-AUTH-TOKEN", server.newKey());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").asText()).isEqualTo("service");
    }
  }

  private static JsonNode read(TestServer server, String key) {
    return server.get("/api/v1/routes", "X-AUTH-TOKEN", key).json();
  }

  private static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode route : answer.get("data")) {
      lines.add(route.get("service").asText() + " " + route.get("route").asText());
    }
    return lines;
  }

  private static void declare(TestServer server, String key, String service, String... routes) {
    String list =
        Stream.of(routes).map(route -> "\"" + route + "\"").collect(Collectors.joining(","));
    String body =
        "{\"api_key\":\"" + key + "\",\"service\":" + service + ",\"routes\":[" + list + "]}";
    assertThat(server.post("/api/routes", body).status()).isEqualTo(201);
  }
}
