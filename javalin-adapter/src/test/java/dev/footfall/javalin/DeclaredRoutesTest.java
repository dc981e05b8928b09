package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footfall.Config;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Footfall server is told of an application's endpoints. */
class DeclaredRoutesTest {

  private final CompletableFuture<JsonNode> declared = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().equals("/api/routes")) {
        InputStream body = exchange.getRequestBody();
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        JsonNode post = new ObjectMapper().readTree(gzip ? new GZIPInputStream(body) : body);
        declared.complete(post.get("routes"));
      }
      exchange.getResponseHeaders().set("Footfall-Server", "0.1.0");
      byte[] answer = "{\"status\":201}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Test
  void endpoints_areDeclaredWhenTheServerStarts() throws Exception {
    Config config =
        Config.builder(Running.KEY)
            .serverUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .flushInterval(Duration.ofSeconds(1))
            .build();
    Javalin app =
        Javalin.create(
            javalin -> {
              SmallApi.configure(javalin);
              javalin.router.contextPath = "/api";
              javalin.registerPlugin(new AnalyticsPlugin(config));
            });
    app.start("127.0.0.1", 0);
    try {
      List<String> routes = new ArrayList<>();
      declared.get(30, TimeUnit.SECONDS).forEach(route -> routes.add(route.asText()));

      assertThat(routes)
          .contains("GET /api/v1/items/{id}", "POST /api/v1/items", "GET /api/v1/below/*")
          .contains("GET /api/ws/{room}")
          .allMatch(route -> route.matches("(GET|POST) /api/(v1|ws)/[a-z{].*"))
          .doesNotHaveDuplicates();
    } finally {
      app.stop();
    }
  }
}
