package dev.footfall.consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/**
 * Takes whatever is posted to it, as a Footfall server would. It has nothing but the JDK, so that
 * it brings nothing into the application under test. Thread-safe.
 */
public final class StandIn implements AutoCloseable {

  /** An object that begins as the wire's records do; braces within a text are no end of it. */
  private static final Pattern RECORD =
      Pattern.compile("\\{\"hostname\":(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"}])*}");

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final String url;
  private final Queue<String> posts = new ConcurrentLinkedQueue<>();

  public StandIn() throws IOException {
    this(HttpServer.create(ANY_PORT, 0), "http");
  }

  private StandIn(HttpServer server, String scheme) {
    this.server = server;
    url = scheme + "://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/api/", this::handle);
    server.start();
  }

  /** One with the JVM's default key. */
  public static StandIn overTls() throws IOException, NoSuchAlgorithmException {
    HttpsServer server = HttpsServer.create(ANY_PORT, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
    return new StandIn(server, "https");
  }

  public String url() {
    return url;
  }

  /** The requests that were recorded so far, each as it was written. */
  public List<String> records() {
    return posts.stream()
        .flatMap(post -> RECORD.matcher(post).results())
        .map(MatchResult::group)
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      if (post) {
        posts.add(body(exchange));
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

  private static String body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return new String((gzip ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
