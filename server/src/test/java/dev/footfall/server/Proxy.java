package dev.footfall.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Stands in front of a server and does to its calls what networks do. */
final class Proxy implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "date");

  /** What becomes of a post. */
  enum Fate {
    PASS,
    /** The server gets it, but its answer is lost. */
    LOSE_ANSWER,
    /** The server does not get it. */
    LOSE,
    /** It is to come again three seconds later. */
    BUSY
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  private final AtomicInteger posts = new AtomicInteger();
  private volatile String target;
  private volatile IntFunction<Fate> fate = number -> Fate.PASS;
  private volatile String hidden = "";

  Proxy(String target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void target(String url) {
    target = url;
  }

  /** By the number of the post, from 1 on. */
  void fate(IntFunction<Fate> ofPost) {
    fate = ofPost;
  }

  /** Leaves a header out of answers. */
  void hide(String header) {
    hidden = header;
  }

  int posts() {
    return posts.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean isPost = exchange.getRequestMethod().equals("POST");
      Fate becomes = isPost ? fate.apply(posts.incrementAndGet()) : Fate.PASS;
      if (becomes == Fate.BUSY) {
        exchange.getResponseHeaders().set("Retry-After", "3");
        exchange.sendResponseHeaders(503, -1);
      } else if (becomes != Fate.LOSE) {
        HttpResponse<byte[]> answer = forward(exchange, body);
        if (becomes == Fate.PASS) {
          Headers headers = exchange.getResponseHeaders();
          answer.headers().map().entrySet().stream()
              .filter(header -> !OWN.contains(header.getKey().toLowerCase()))
              .filter(header -> !header.getKey().equalsIgnoreCase(hidden))
              .forEach(header -> headers.put(header.getKey(), List.copyOf(header.getValue())));
          exchange.sendResponseHeaders(
              answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
          exchange.getResponseBody().write(answer.body());
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
