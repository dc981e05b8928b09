package dev.footfall.spring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Takes posts as a Footfall server does, and keeps them. */
final class StandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> batches = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<JsonNode> records = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> routes = new LinkedBlockingQueue<>();

  StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Footfall-Server", "0.1.0");
      boolean post = exchange.getRequestMethod().equals("POST");
      if (post) {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = exchange.getRequestBody();
        JsonNode json = JSON.readTree(zipped ? new GZIPInputStream(body) : body);
        if (json.has("routes")) {
          routes.add(json);
        } else {
          batches.add(json);
          json.path("requests").forEach(records::add);
          json.path("events").forEach(records::add);
        }
      }
      byte[] answer = "{\"message\":\"Taken.\",\"status\":201}".getBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(post ? 201 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** The batches as they came. */
  List<JsonNode> batches() {
    return List.copyOf(batches);
  }

  /** The next record; waits for it. */
  JsonNode nextRecord() throws InterruptedException {
    return next(records, "record");
  }

  /** The records that have come and were not asked for. */
  List<JsonNode> otherRecords() {
    return List.copyOf(records);
  }

  /** What an application declares; waits for it. */
  JsonNode nextRoutes() throws InterruptedException {
    return next(routes, "declaration of routes");
  }

  private static JsonNode next(BlockingQueue<JsonNode> queue, String what)
      throws InterruptedException {
    JsonNode next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no " + what + " came");
    }
    return next;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
