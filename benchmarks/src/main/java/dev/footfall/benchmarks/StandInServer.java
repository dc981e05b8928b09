package dev.footfall.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every post as a Footfall server does, and keeps nothing: it must not be the limit. */
final class StandInServer implements Closeable {

  private static final byte[] ACCEPTED = "{\"status\":201}".getBytes(StandardCharsets.UTF_8);

  private static final Set<String> RECORDS = Set.of("/api/requests", "/api/log-request");

  private final HttpServer server;
  private final AtomicInteger batches;
  private boolean closed;

  private StandInServer(HttpServer server, AtomicInteger batches) {
    this.server = server;
    this.batches = batches;
  }

  static StandInServer start() throws IOException {
    return start(0, StandInServer::accept);
  }

  /** One that answers otherwise. */
  static StandInServer start(int port, HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    AtomicInteger batches = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          if (RECORDS.contains(exchange.getRequestURI().getPath())) {
            batches.incrementAndGet();
          }
          try (exchange) {
            exchange.getResponseHeaders().set("Footfall-Server", "benchmark");
            handler.handle(exchange);
          }
        });
    server.start();
    return new StandInServer(server, batches);
  }

  static void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.sendResponseHeaders(201, ACCEPTED.length);
    exchange.getResponseBody().write(ACCEPTED);
  }

  /** Takes a post in sips of half a kilobyte and answers byte by byte: some seconds for a batch. */
  static void acceptSlowly(HttpExchange exchange) throws IOException {
    while (exchange.getRequestBody().readNBytes(512).length > 0) {
      pause(10);
    }
    exchange.sendResponseHeaders(201, ACCEPTED.length);
    for (byte b : ACCEPTED) {
      exchange.getResponseBody().write(b);
      exchange.getResponseBody().flush();
      pause(100);
    }
  }

  static void fail(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.sendResponseHeaders(500, -1);
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How many posts of records have come. */
  int batches() {
    return batches.get();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      server.stop(0);
    }
  }
}
