package dev.footfall.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.FootfallStandIn;
import dev.footfall.HostedService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API records, as a Footfall server receives it. */
class MembersAnalyticsTest {

  private static final String KEY = "00000000-0000-4000-8000-000000000002";
  private static final String TOKEN = "a-member's-token";

  private final HttpClient client = HttpClient.newHttpClient();
  private final FootfallStandIn server = new FootfallStandIn();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requests_areRecordedOnceWithRoutesAndHashedMembers() throws Exception {
    try (Members members = start()) {
      call(members, "GET", "/actuator/health", "");
      call(members, "GET", "/v1/members/7?from=home", "");
      call(members, "GET", "/v1/members/99", "");
      call(members, "POST", "/v1/members/7/loans", "{\"book\":8}");
      call(members, "GET", "/v1/catalogue/3/availability", "");
      call(members, "GET", "/v1/catalogue/search?q=*", "");
      call(members, "GET", "/wp-login.php", "");
    }

    List<JsonNode> records = server.records();
    assertThat(records)
        .extracting(r -> text(r, "path"), r -> text(r, "route"), r -> r.get("status").asInt())
        .containsExactlyInAnyOrder(
            tuple("/v1/members/7", "/v1/members/{id}", 200),
            tuple("/v1/members/99", "/v1/members/{id}", 404),
            tuple("/v1/members/7/loans", "/v1/members/{id}/loans", 409),
            tuple("/v1/catalogue/3/availability", "/v1/catalogue/{id}/availability", 200),
            tuple("/v1/catalogue/search", "/v1/catalogue/search", 500),
            tuple("/wp-login.php", "", 404));
    assertThat(records).extracting(r -> text(r, "user_id")).allMatch(id -> id.length() == 22);
    assertThat(server.posts()).noneMatch(post -> post.toString().contains(TOKEN));
    assertThat(server.posts())
        .filteredOn(post -> post.has("requests"))
        .isNotEmpty()
        .allMatch(post -> text(post, "framework").equals("Spring"))
        .allMatch(post -> text(post, "service").equals("members"));
  }

  @Test
  void routes_areDeclaredWithoutTheActuators() throws Exception {
    try (Members members = start()) {
      call(members, "GET", "/v1/members/7", "");
    }

    assertThat(server.declaredRoutes())
        .containsExactlyInAnyOrder(
            "GET /v1/members/{id}",
            "GET /v1/members/{id}/loans",
            "POST /v1/members/{id}/loans",
            "DELETE /v1/members/{id}/loans/{book}",
            "GET /v1/catalogue/search",
            "GET /v1/catalogue/{id}/availability");
  }

  @Test
  void requests_toTheHostedService_areStored() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      try (Members members = start(service.url())) {
        call(members, "GET", "/v1/members/7", "");
      }

      assertThat(service.stored()).hasSize(1);
      assertThat(text(service.stored().get(0), "path")).isEqualTo("/v1/members/7");
      assertThat(text(service.stored().get(0), "user_id")).hasSize(22);
    }
  }

  private Members start() {
    return start(server.url());
  }

  private static Members start(String server) {
    return Members.start(
        0,
        Map.of(
            "footfall.api-key",
            KEY,
            "footfall.server-url",
            server,
            "logging.config",
            "classpath:quiet-logback.xml",
            "logging.level.dev.footfall",
            "warn"));
  }

  private void call(Members members, String method, String path, String body) throws Exception {
    client.send(
        HttpRequest.newBuilder(URI.create(members.url() + path))
            .header("X-Auth-Token", TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
