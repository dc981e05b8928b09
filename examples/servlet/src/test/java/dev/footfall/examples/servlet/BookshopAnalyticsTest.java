package dev.footfall.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Config;
import dev.footfall.FootfallStandIn;
import dev.footfall.HostedService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the shop records, as a server receives it. */
class BookshopAnalyticsTest {

  private static final String KEY = "00000000-0000-4000-8000-000000000001";
  private static final String TOKEN = "a-customer's-token";

  @Test
  void requests_areRecordedWithHashedCustomersAndWithoutHealthChecks() throws Exception {
    try (FootfallStandIn server = new FootfallStandIn()) {
      visit(server.url());

      assertThat(server.posts()).noneMatch(post -> post.toString().contains(TOKEN));
      assertThat(server.records()).hasSize(1);
      check(server.records().get(0));
    }
  }

  @Test
  void requests_toTheHostedService_areStored() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      visit(service.url());

      assertThat(service.stored()).hasSize(1);
      check(service.stored().get(0));
    }
  }

  private static void visit(String server) throws Exception {
    Config base = Config.builder(KEY).serverUrl(server).build();
    try (Bookshop shop = Bookshop.start(0, ShopAnalytics.of(base, "a secret"))) {
      get(shop.url() + "/health");
      get(shop.url() + "/v1/books/7?from=home");
    }
  }

  private static void check(JsonNode r) {
    assertThat(r.get("path").textValue()).isEqualTo("/v1/books/7");
    assertThat(r.get("route").textValue()).isEqualTo("/v1/books/*");
    assertThat(r.get("status").intValue()).isEqualTo(200);
    assertThat(r.get("user_id").textValue()).hasSize(22);
  }

  private static void get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("X-Auth-Token", TOKEN).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }
}
