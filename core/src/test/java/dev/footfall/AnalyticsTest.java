package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole client over real HTTP. */
class AnalyticsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Config.Builder config() {
    return Config.builder(Pipeline.KEY).serverUrl(server.url("/").toString());
  }

  private static MockResponse created() {
    return new MockResponse.Builder().code(201).body(FakeTransport.CREATED).build();
  }

  private static MockResponse footfall(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Footfall-Server", "0.1.0")
        .addHeader("Footfall-Flush-Interval", "5")
        .body(body)
        .build();
  }

  @Test
  void declareRoutes_withoutAnyTraffic_reachAFootfallServer() throws Exception {
    server.enqueue(footfall(200, "{\"status\":\"healthy\"}"));
    server.enqueue(footfall(201, FakeTransport.CREATED));
    Config config = config().flushInterval(Duration.ofMillis(100)).service("shop").build();
    try (Analytics analytics = Analytics.create(config)) {
      analytics.declareRoutes(Set.of("GET /v1/items/{id}"));

      RecordedRequest question = server.takeRequest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(question.getUrl().encodedPath()).isEqualTo("/api/health");
      RecordedRequest post = server.takeRequest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(post.getUrl().encodedPath()).isEqualTo("/api/routes");
      assertThat(post.getHeaders().get("Content-Encoding")).isEqualTo("gzip");
      JsonNode json =
          new ObjectMapper()
              .readTree(
                  new GZIPInputStream(new ByteArrayInputStream(post.getBody().toByteArray())));
      assertThat(json.get("service").asText()).isEqualTo("shop");
      assertThat(json.at("/routes/0").asText()).isEqualTo("GET /v1/items/{id}");
      assertThat(analytics.failure()).isNull();
    }
  }

  @Test
  void record_thenFlush_postsAsTheWireSays() throws Exception {
    server.enqueue(created());
    try (Analytics analytics = Analytics.create(config().build())) {
      analytics.record(
          FakeRequest.get("/v1/items%20x").header("User-Agent", "curl/8.0.1"), 200, 12_400_000);

      assertThat(analytics.flush(PATIENCE)).isTrue();

      RecordedRequest post = server.takeRequest(1, TimeUnit.SECONDS);
      assertThat(post.getMethod()).isEqualTo("POST");
      assertThat(post.getUrl().encodedPath()).isEqualTo("/api/log-request");
      assertThat(post.getHeaders().get("Content-Type")).startsWith("application/json");
      assertThat(post.getHeaders().get("Content-Encoding")).isNull();
      assertThat(post.getHeaders().get("Idempotency-Key")).hasSize(36);
      JsonNode r = new ObjectMapper().readTree(post.getBody().utf8()).at("/requests/0");
      assertThat(r.get("path").asText()).isEqualTo("/v1/items%20x");
      assertThat(r.get("hostname").asText()).isEqualTo("api.example.com");
      assertThat(r.get("ip_address").asText()).isEqualTo("203.0.113.7");
      assertThat(r.get("user_agent").asText()).isEqualTo("curl/8.0.1");
      assertThat(r.get("method").asText()).isEqualTo("GET");
      assertThat(r.get("status").asInt()).isEqualTo(200);
      assertThat(r.get("response_time").asInt()).isEqualTo(12);
      assertThat(r.get("user_id").asText()).isEmpty();
      assertThat(analytics.stats().delivered()).isEqualTo(1);
    }
  }

  @Test
  void post_toAFootfallServer_isCompressedOnceItIsKnown() throws Exception {
    server.enqueue(footfall(201, FakeTransport.CREATED));
    server.enqueue(footfall(201, FakeTransport.CREATED));
    try (Analytics analytics = Analytics.create(config().build())) {
      analytics.record(FakeRequest.get("/a"), 200, 1);
      assertThat(analytics.flush(PATIENCE)).isTrue();
      analytics.record(FakeRequest.get("/b"), 200, 1);
      assertThat(analytics.flush(PATIENCE)).isTrue();

      server.takeRequest(1, TimeUnit.SECONDS);
      RecordedRequest second = server.takeRequest(1, TimeUnit.SECONDS);
      assertThat(second.getHeaders().get("Content-Encoding")).isEqualTo("gzip");
      byte[] body =
          new GZIPInputStream(new ByteArrayInputStream(second.getBody().toByteArray()))
              .readAllBytes();
      assertThat(new ObjectMapper().readTree(body).at("/requests/0/path").asText()).isEqualTo("/b");
    }
  }

  @Test
  void serverUrl_whenItHasAPath_keepsIt() throws Exception {
    server.enqueue(created());
    try (Analytics analytics =
        Analytics.create(config().serverUrl(server.url("/tools/footfall").toString()).build())) {
      analytics.record(FakeRequest.get("/a"), 200, 1);
      analytics.flush(PATIENCE);
    }
    assertThat(server.takeRequest(1, TimeUnit.SECONDS).getUrl().encodedPath())
        .isEqualTo("/tools/footfall/api/log-request");
  }

  @Test
  void record_fromManyThreadsWhileOneCloses_losesNothingUncounted() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      for (int round = 0; round < 10; round++) {
        Analytics analytics =
            Analytics.create(
                Config.builder(Pipeline.KEY)
                    .serverUrl(service.url())
                    .framework("Express")
                    .maxQueued(1_000)
                    .shutdownTimeout(Duration.ofSeconds(20))
                    .build());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          threads.add(
              new Thread(
                  () -> {
                    for (int i = 0; i < 5_000; i++) {
                      analytics.record(FakeRequest.get("/v1/items"), 200, 1_000);
                    }
                  }));
        }
        threads.forEach(Thread::start);
        while (analytics.stats().recorded() < 10_000) {
          Thread.onSpinWait();
        }
        analytics.close();
        for (Thread thread : threads) {
          thread.join();
        }

        Stats stats = analytics.stats();
        assertThat(stats.recorded()).isEqualTo(40_000);
        assertThat(stats.queued() + stats.inFlight() + stats.spooled()).isZero();
        Pipeline.assertAccounted(stats);
      }
      assertThat(service.refusals()).doesNotContain("Invalid data.");
    }
  }

  @Test
  void close_whenTheServerHangs_staysWithinItsTime() throws Exception {
    server.enqueue(created().newBuilder().headersDelay(30, TimeUnit.SECONDS).build());
    Analytics analytics =
        Analytics.create(config().shutdownTimeout(Duration.ofMillis(600)).build());
    analytics.record(FakeRequest.get("/a"), 200, 1);
    assertThat(analytics.flush(Duration.ofMillis(200))).isFalse();

    long start = System.nanoTime();
    analytics.close();
    analytics.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(analytics.stats().dropped()).containsEntry(DropReason.UNSENT_AT_CLOSE, 1L);
    Pipeline.assertAccounted(analytics.stats());
  }

  @Test
  void listener_thatFlushesAndCloses_waitsForNothing() throws Exception {
    server.enqueue(created());
    AtomicReference<Analytics> client = new AtomicReference<>();
    CountDownLatch heard = new CountDownLatch(1);
    DeliveryListener closing =
        new DeliveryListener() {
          @Override
          public void onDelivered(int records) {
            assertThat(client.get().flush(PATIENCE)).isFalse();
            client.get().close();
            heard.countDown();
          }
        };
    client.set(Analytics.create(config().listener(closing).build()));
    client.get().record(FakeRequest.get("/a"), 200, 1);
    client.get().flush(PATIENCE);

    assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    client.get().close();
    assertThat(ownThreads()).isZero();
    Pipeline.assertAccounted(client.get().stats());
  }

  @Test
  void close_fromManyThreads_endsForAllOnceItsWorkIsDone() throws Exception {
    server.enqueue(created().newBuilder().headersDelay(1, TimeUnit.SECONDS).build());
    Analytics analytics = Analytics.create(config().build());
    analytics.record(FakeRequest.get("/a"), 200, 1);
    List<Long> delivered = Collections.synchronizedList(new ArrayList<>());
    List<Thread> closers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread closer =
          new Thread(
              () -> {
                analytics.close();
                delivered.add(analytics.stats().delivered());
              });
      closer.start();
      closers.add(closer);
    }
    for (Thread closer : closers) {
      closer.join();
    }

    assertThat(delivered).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void flush_takesAlongAllThatWasRecordedBefore() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.LENIENT);
        Analytics analytics =
            Analytics.create(
                Config.builder(Pipeline.KEY)
                    .serverUrl(service.url())
                    .framework("Express")
                    .build())) {
      for (int round = 1; round <= 8; round++) {
        analytics.record(FakeRequest.get("/v1/items/" + round), 200, 1);
        assertThat(analytics.flush(PATIENCE)).isTrue();
        assertThat(service.stored()).hasSize(round);
      }
    }
  }

  @Test
  void post_whenTheClientFailsWithAnError_isRepeated() {
    server.enqueue(created());
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient failing =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  if (calls.incrementAndGet() == 1) {
                    throw new LinkageError("planned");
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    try (Analytics analytics = Analytics.create(config().okHttpClient(failing).build())) {
      analytics.record(FakeRequest.get("/a"), 200, 1);
      assertThat(analytics.flush(PATIENCE)).isTrue();
      assertThat(analytics.stats().delivered()).isEqualTo(1);
    }
  }

  @Test
  void record_afterClose_isCountedAndNeverThrows() {
    Analytics analytics = Analytics.create(config().build());
    analytics.close();

    analytics.record(FakeRequest.get("/a"), 200, 1);

    assertThat(analytics.stats().dropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(analytics.flush(Duration.ofSeconds(1))).isTrue();
    Pipeline.assertAccounted(analytics.stats());
  }

  @Test
  void record_whenTheRequestCannotBeRead_neverThrows() throws Exception {
    server.enqueue(created());
    RequestView broken =
        (RequestView)
            Proxy.newProxyInstance(
                RequestView.class.getClassLoader(),
                new Class<?>[] {RequestView.class},
                (proxy, method, args) -> {
                  throw new IllegalStateException("recycled");
                });
    try (Analytics analytics = Analytics.create(config().exclude("/health").build())) {
      assertThatCode(() -> analytics.record(broken, 200, 1)).doesNotThrowAnyException();
      assertThat(analytics.flush(PATIENCE)).isTrue();
      assertThat(analytics.stats().delivered()).isEqualTo(1);
    }
  }

  @Test
  void analytics_whenSwitchedOff_recordsNothingAndStartsNothing() {
    try (Analytics analytics = Analytics.create(config().enabled(false).build())) {
      analytics.record(FakeRequest.get("/a"), 200, 1);
      analytics.track(Event.named("a").build());

      assertThat(analytics.stats().recorded()).isZero();
      assertThat(server.getRequestCount()).isZero();
      assertThat(analytics.verify().ok()).isFalse();
    }
  }

  @Test
  void close_leavesNoThreadBehind() throws Exception {
    server.enqueue(created());
    Analytics analytics = Analytics.create(config().build());
    analytics.record(FakeRequest.get("/a"), 200, 1);
    analytics.flush(PATIENCE);
    analytics.close();

    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ownThreads() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(ownThreads()).isZero();
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("footfall-"))
        .count();
  }
}
