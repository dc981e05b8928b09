package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports whose store fails half-way, and whose clients go away or do not read. */
@Timeout(60)
class ExportFaultTest {
  private static final String KEY = "11111111-2222-4333-8444-555555555555";
  private static final int RECORDS = 40_000;

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger windows = new AtomicInteger();
  private volatile int failsAt = Integer.MAX_VALUE;
  private Store store;
  private Ingest ingest;
  private Answers answers;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    store = DuckStore.open(folder.resolve("file"), "128MB");
    Store failing =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof RequestWindow) {
                    if (windows.incrementAndGet() >= failsAt) {
                      throw new StoreException("a test");
                    }
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    ingest = new Ingest(failing, false, address -> null, Clock.systemUTC());
    answers = new Answers(failing, Clock.systemUTC());
    server = WebServer.start(TestSettings.with(null), failing, ingest, answers);
    store.createProject(
        Change.OPERATOR,
        ApiKey.parse(KEY).hash(),
        ApiKey.parse("99999999-2222-4333-8444-555555555555").hash(),
        Instant.now());
    for (int i = 0; i < RECORDS; i += 20_000) {
      assertThat(post(20_000)).isEqualTo(201);
    }
  }

  @AfterEach
  void stop() {
    server.close();
    answers.close();
    ingest.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource({"csv, identity", "csv, gzip", "ndjson, identity", "ndjson, gzip"})
  void export_thatFailsHalfWay_neverLooksWhole(String format, String encoding) {
    failsAt = 3;
    assertThatThrownBy(() -> get(format, encoding)).isInstanceOf(IOException.class);
    failsAt = Integer.MAX_VALUE;
  }

  @Test
  void export_thatFailsAtOnce_isA503() throws Exception {
    failsAt = 1;
    for (String format : List.of("csv", "ndjson", "parquet")) {
      HttpResponse<byte[]> answer = get(format, "identity");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }
  }

  @Test
  void clientsThatDoNotRead_holdNothingOfTheStore_andAreBoundedInNumber() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        stalled.add(stalledExport());
      }
      assertThat(get("csv", "identity").statusCode()).isEqualTo(503);
      for (int i = 0; i < 20; i++) {
        assertThat(log().statusCode()).isEqualTo(200);
      }
      assertThat(post(10)).isEqualTo(201);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
    while (get("csv", "identity").statusCode() == 503) {
      Thread.onSpinWait();
    }
    assertThat(new String(get("csv", "identity").body(), StandardCharsets.UTF_8).lines())
        .hasSize(RECORDS + 10 + 1);
  }

  @Test
  void clientThatGoesAway_endsTheWork() throws Exception {
    stalledExport().close();
    int all = RECORDS / 1_000;
    while (get("csv", "identity").statusCode() == 503) {
      Thread.onSpinWait();
    }
    assertThat(windows.get()).isLessThan(all);
  }

  /** An export of which only the first byte is read. */
  private Socket stalledExport() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/exports/requests?format=ndjson HTTP/1.1\r\nHost: x\r\nX-AUTH-TOKEN: "
                    + KEY
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = socket.getInputStream();
    assertThat(in.read()).isEqualTo('H');
    return socket;
  }

  private HttpResponse<byte[]> log() throws Exception {
    return send("/api/v1/logs/requests", "identity");
  }

  private HttpResponse<byte[]> get(String format, String encoding) throws Exception {
    return send("/api/v1/exports/requests?format=" + format, encoding);
  }

  private HttpResponse<byte[]> send(String path, String encoding) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("X-AUTH-TOKEN", KEY)
            .header("Accept-Encoding", encoding)
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private int post(int records) throws Exception {
    String now = Instant.now().toString();
    String body =
        IntStream.range(0, records)
            .mapToObj(
                i ->
                    "{\"path\":\"/"
                        + "p".repeat(100)
                        + i
                        + "\",\"method\":\"GET\",\"status\":200,\"response_time\":1,"
                        + "\"created_at\":\""
                        + now
                        + "\"}")
            .collect(Collectors.joining(",", "{\"api_key\":\"" + KEY + "\",\"requests\":[", "]}"));
    return client
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/requests"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
