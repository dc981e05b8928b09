package dev.footfall.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.footfall.Config;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What the shop records, as a server receives it. */
class BookshopAnalyticsTest {

  private static final String KEY = "00000000-0000-4000-8000-000000000001";
  private static final String TOKEN = "a-customer's-token";

  @Test
  void requests_areRecordedWithHashedCustomersAndWithoutHealthChecks() throws Exception {
    Queue<String> posts = new ConcurrentLinkedQueue<>();
    HttpServer server = serverThatKeeps(posts);
    try {
      Config base =
          Config.builder(KEY)
              .serverUrl("http://127.0.0.1:" + server.getAddress().getPort())
              .build();
      try (Bookshop shop = Bookshop.start(0, ShopAnalytics.of(base, "a secret"))) {
        get(shop.url() + "/health");
        get(shop.url() + "/v1/books/7?from=home");
      }

      assertThat(posts).hasSize(1);
      assertThat(posts.peek()).doesNotContain(TOKEN);
      JsonNode records = new JsonMapper().readTree(posts.peek()).get("requests");
      assertThat(records).hasSize(1);
      assertThat(records.get(0).get("path").textValue()).isEqualTo("/v1/books/7");
      assertThat(records.get(0).get("route").textValue()).isEqualTo("/v1/books/*");
      assertThat(records.get(0).get("status").intValue()).isEqualTo(200);
      assertThat(records.get(0).get("user_id").textValue()).hasSize(22);
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serverThatKeeps(Queue<String> posts) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/log-request",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "{\"status\":201}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("X-Auth-Token", TOKEN).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }
}
