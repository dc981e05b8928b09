package dev.footfall.examples.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Config;
import dev.footfall.FootfallStandIn;
import dev.footfall.HostedService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API records, as a Footfall server receives it. */
class PaymentsAnalyticsTest {

  private static final String KEY = "00000000-0000-4000-8000-000000000003";
  private static final String TOKEN = "a-merchant's-token";

  private final HttpClient client = HttpClient.newHttpClient();
  private final FootfallStandIn server = new FootfallStandIn();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requests_areRecordedOnceWithRoutesAndHashedMerchants() throws Exception {
    try (Payments payments = start(server.url())) {
      call(payments, "GET", "/health", "");
      call(payments, "POST", "/v1/payments", "{\"amount\":1999,\"currency\":\"EUR\"}");
      call(payments, "GET", "/v1/payments/p1001?from=home", "");
      call(payments, "GET", "/v1/rates", "");
      call(payments, "GET", "/v1/payments/p99", "");
    }

    List<JsonNode> records = all("requests");
    assertThat(records)
        .extracting(r -> text(r, "path"), r -> text(r, "route"), r -> r.get("status").asInt())
        .containsExactlyInAnyOrder(
            tuple("/v1/payments", "/v1/payments", 201),
            tuple("/v1/payments/p1001", "/v1/payments/{id}", 200),
            tuple("/v1/rates", "/v1/rates", 200),
            tuple("/v1/payments/p99", "/v1/payments/{id}", 404));
    assertThat(records).extracting(r -> text(r, "user_id")).allMatch(id -> id.length() == 22);
    assertThat(server.posts()).noneMatch(post -> post.toString().contains(TOKEN));
  }

  @Test
  void refund_isAnEventOfTheSameMerchant() throws Exception {
    try (Payments payments = start(server.url())) {
      call(payments, "POST", "/v1/payments", "{\"amount\":1999,\"currency\":\"EUR\"}");
      call(payments, "POST", "/v1/payments/p1001/refund", "");
      call(payments, "POST", "/v1/payments/p1001/refund", "");
    }

    List<JsonNode> events = all("events");
    assertThat(events).hasSize(1);
    assertThat(text(events.get(0), "name")).isEqualTo("payment.refunded");
    assertThat(events.get(0).get("value").asDouble()).isEqualTo(19.99);
    assertThat(text(events.get(0), "user_id")).isEqualTo(text(all("requests").get(0), "user_id"));
  }

  @Test
  void requests_toTheHostedService_areStored() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      try (Payments payments = start(service.url())) {
        call(payments, "GET", "/v1/payments/p99", "");
      }

      assertThat(service.stored()).hasSize(1);
      assertThat(text(service.stored().get(0), "path")).isEqualTo("/v1/payments/p99");
      assertThat(service.stored().get(0).get("status").asInt()).isEqualTo(404);
    }
  }

  private static Payments start(String server) {
    Config base = Config.builder(KEY).serverUrl(server).build();
    return Payments.start(0, PaymentsAnalytics.of(base, "a secret"));
  }

  private void call(Payments payments, String method, String path, String body) throws Exception {
    client.send(
        HttpRequest.newBuilder(URI.create(payments.url() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  private List<JsonNode> all(String kind) {
    List<JsonNode> all = new ArrayList<>();
    server.posts().forEach(post -> post.path(kind).forEach(all::add));
    return all;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
