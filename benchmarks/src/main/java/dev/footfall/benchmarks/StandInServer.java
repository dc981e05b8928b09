package dev.footfall.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every post as a Footfall server does, and keeps nothing: it must not be the limit. */
final class StandInServer implements AutoCloseable {

  private static final byte[] ACCEPTED = "{\"status\":201}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private StandInServer(HttpServer server) {
    this.server = server;
  }

  static StandInServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", StandInServer::accept);
    server.start();
    return new StandInServer(server);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.getResponseHeaders().set("Footfall-Server", "benchmark");
      exchange.sendResponseHeaders(201, ACCEPTED.length);
      exchange.getResponseBody().write(ACCEPTED);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
