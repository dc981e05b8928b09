package dev.footfall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in for a Footfall server that accepts everything and keeps it in memory: what an adapter
 * has recorded can be looked at without a server, and without the hosted service's ten posts a
 * minute.
 */
public final class FootfallStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> posts = Collections.synchronizedList(new ArrayList<>());

  public FootfallStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All requests that were recorded, in the order in which they came. */
  public List<JsonNode> records() {
    List<JsonNode> records = new ArrayList<>();
    posts().forEach(post -> post.path("requests").forEach(records::add));
    return records;
  }

  /** The routes that were declared last; empty before any were. */
  public List<String> declaredRoutes() {
    List<String> routes = new ArrayList<>();
    for (JsonNode post : posts()) {
      if (post.has("routes")) {
        routes.clear();
        post.get("routes").forEach(route -> routes.add(route.asText()));
      }
    }
    return routes;
  }

  /** Everything that was posted, batch by batch. */
  public List<JsonNode> posts() {
    synchronized (posts) {
      return List.copyOf(posts);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      if (post) {
        posts.add(JSON.readTree(body(exchange)));
      }
      byte[] answer =
          (post ? "{\"status\":201,\"message\":\"Stored.\"}" : "{\"status\":\"healthy\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Footfall-Server", "stand-in");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(post ? 201 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    return (gzip ? new GZIPInputStream(in) : in).readAllBytes();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
