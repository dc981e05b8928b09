package dev.footfall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Stats;
import dev.footfall.server.FootfallServer;
import dev.footfall.server.ServerOptions;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a request to a record that can be asked for, at full speed: what was requested is what the
 * server answers, once each, by every way of reading it, also after a restart.
 */
class WholeLoopTest {

  private static final int REQUESTS = Integer.getInteger("footfall.loop.requests", 100_000);
  private static final int CLIENTS = 4;
  private static final String PREFIX = "/v1/items/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path data;

  @Test
  void everyRequest_isAnsweredOnceByEveryRead() throws Exception {
    String key;
    try (FootfallServer footfall = start()) {
      key = JSON.readTree(post(footfall.url() + "/api/generate")).asText();
      Stats stats = drive(footfall.url(), key);

      assertThat(stats.recorded()).isEqualTo(REQUESTS);
      assertThat(stats.delivered()).isEqualTo(REQUESTS);
      assertThat(stats.droppedTotal()).isZero();
      assertPages(footfall.url(), key);
      assertCursor(footfall.url(), key);
    }
    try (FootfallServer again = start()) {
      assertPages(again.url(), key);
      assertCursor(again.url(), key);
    }
  }

  private FootfallServer start() {
    return FootfallServer.start(
        ServerOptions.builder().port(0).data(data).selfAnalytics(false).build());
  }

  /** Sends all requests as fast as they go, and waits until all of them are delivered. */
  private static Stats drive(String serverUrl, String key) throws Exception {
    Config config =
        Config.builder(key).serverUrl(serverUrl).flushInterval(Duration.ofSeconds(1)).build();
    Server jetty = new Server();
    try (Analytics analytics = Analytics.create(config)) {
      ServerConnector connector = new ServerConnector(jetty);
      connector.setHost("127.0.0.1");
      jetty.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler("/");
      context.addFilter(
          new AnalyticsFilter(analytics),
          "/*",
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
      context.addServlet(new Items(), "/*");
      jetty.setHandler(context);
      jetty.start();

      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> all = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        int first = c;
        Callable<Void> calls =
            () -> {
              call(connector.getLocalPort(), first);
              return null;
            };
        all.add(clients.submit(calls));
      }
      for (Future<?> one : all) {
        one.get();
      }
      clients.shutdown();
      // A client has its answer a moment before the container is done with the request.
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (analytics.stats().recorded() < REQUESTS && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(analytics.flush(Duration.ofSeconds(60))).isTrue();
      return analytics.stats();
    } finally {
      jetty.stop();
    }
  }

  private static final class Items extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  /** Every {@code CLIENTS}th request, over one kept connection. */
  private static void call(int port, int first) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = first; i < REQUESTS; i += CLIENTS) {
        String request = "GET " + PREFIX + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = readHead(in);
        assertThat(head).startsWith("HTTP/1.1 200");
        in.skipNBytes(2);
      }
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private void assertPages(String url, String key) throws Exception {
    BitSet seen = new BitSet(REQUESTS);
    int read = 0;
    for (int page = 1; ; page++) {
      JsonNode records = JSON.readTree(get(url + "/api/data?page=" + page, key));
      if (records.isEmpty()) {
        break;
      }
      for (JsonNode record : records) {
        mark(seen, record);
        read++;
      }
    }
    assertThat(read).isEqualTo(REQUESTS);
    assertThat(seen.cardinality()).isEqualTo(REQUESTS);
  }

  private void assertCursor(String url, String key) throws Exception {
    BitSet seen = new BitSet(REQUESTS);
    long cursor = 0;
    int read = 0;
    while (true) {
      JsonNode answer =
          JSON.readTree(get(url + "/api/v1/logs/requests?limit=1000&ending_before=" + cursor, key));
      JsonNode records = answer.get("data");
      if (records.isEmpty()) {
        break;
      }
      for (JsonNode record : records) {
        mark(seen, record);
        read++;
        cursor = record.get("id").asLong();
      }
    }
    assertThat(read).isEqualTo(REQUESTS);
    assertThat(seen.cardinality()).isEqualTo(REQUESTS);
  }

  private static void mark(BitSet seen, JsonNode record) {
    String path = record.get("path").asText();
    assertThat(path).startsWith(PREFIX);
    assertThat(record.get("status").asInt()).isEqualTo(200);
    seen.set(Integer.parseInt(path.substring(PREFIX.length())));
  }

  private String get(String url, String key) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).header("X-AUTH-TOKEN", key).build());
  }

  private String post(String url) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  private String send(HttpRequest request) throws Exception {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
