package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.HostedService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the filter makes of a request and of its own life in a container. That it leaves the
 * application as it was is shown by {@link ServletContract}.
 */
abstract class FilterContract {

  private static final String KEY = "841018cf-1111-4222-8333-444455556666";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HostedService service = new HostedService(HostedService.Rules.LENIENT);
  private final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();
  private Container container;
  private Analytics analytics;

  abstract Container container();

  @BeforeEach
  void start() throws Exception {
    start(
        Config.builder(KEY)
            .serverUrl(service.url())
            .framework("Express")
            .userId(request -> request.header("X-User")));
  }

  private void start(Config.Builder config) throws Exception {
    stopContainer();
    analytics = Analytics.create(config.build());
    container = container();
    container.start(new AnalyticsFilter(analytics), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    stopContainer();
    service.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void stopContainer() throws Exception {
    if (container != null) {
      container.stop();
      analytics.close();
    }
  }

  final Request.Builder request(String pathAndQuery) {
    return new Request.Builder()
        .url("http://127.0.0.1:" + container.port() + "/app" + pathAndQuery);
  }

  /** What the client saw: the status, and how long it took. */
  record Seen(int status, long millis, String body) {}

  final Seen call(Request request) {
    long start = System.nanoTime();
    try (Response response = client.newCall(request).execute()) {
      String body = "";
      try {
        body = response.body().string();
      } catch (IOException cutOff) {
        body = "cut off";
      }
      return new Seen(
          response.code(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The one record that the calls so far have left. */
  final JsonNode onlyRecord() {
    List<JsonNode> records = records(1);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private List<JsonNode> records(int expected) {
    // The client may have its answer a moment before the container is done with the request.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (analytics.stats().recorded() < expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(analytics.flush(PATIENCE)).isTrue();
    assertThat(analytics.stats().recorded()).isEqualTo(expected);
    return service.stored();
  }

  @ParameterizedTest
  @CsvSource({
    "/throws, java.lang.IllegalStateException",
    "/async-throws, java.lang.IllegalStateException"
  })
  void exception_isRecordedByItsClass(String path, String error) {
    call(request(path).build());

    assertThat(onlyRecord().get("error").asText()).contains(error);
  }

  @Test
  void exceptionAfterGoingAsynchronous_isRecordedOnce() {
    OkHttpClient impatient = client.newBuilder().callTimeout(Duration.ofSeconds(1)).build();
    try (Response response =
        impatient.newCall(request("/async-throws-at-once").build()).execute()) {
      assertThat(response.code()).isEqualTo(500);
    } catch (IOException e) {
      // Containers drop the connection or leave it hanging, with and without the filter.
    }

    JsonNode r = onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(500);
    assertThat(r.get("error").asText()).contains("java.lang.IllegalStateException");
  }

  @Test
  void responseTime_isWithinMillisecondsOfTheClients() {
    call(request("/text").build()); // connection and classes
    Seen seen = call(request("/slow").build());

    JsonNode r = records(2).get(1);
    assertThat(r.get("response_time").asLong()).isLessThanOrEqualTo(seen.millis() + 20);
    assertThat(r.get("response_time").asLong()).isGreaterThanOrEqualTo(120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"})
  void method_isRecordedAsSent(String method) {
    boolean hasBody = method.startsWith("P");
    call(
        request("/empty").method(method, hasBody ? RequestBody.create(new byte[1]) : null).build());
    // The service leaves out methods that it does not know, but for a post of nothing else.
    call(request("/text").build());

    List<JsonNode> stored = records(2);
    if (method.equals("PROPFIND")) {
      assertThat(stored).hasSize(1);
      assertThat(analytics.stats().predictedSkips()).isEqualTo(1);
    } else {
      assertThat(stored.get(0).get("method").asText()).isEqualTo(method);
    }
  }

  @Test
  void notModified_isRecordedAsSuch() {
    Seen seen = call(request("/etag").header("If-None-Match", "\"1\"").build());

    assertThat(seen.status()).isEqualTo(304);
    assertThat(onlyRecord().get("status").asInt()).isEqualTo(304);
  }

  @Test
  void path_isRawWithoutQueryAndSessionId() {
    call(request("/items/a%20b%2Bc;jsessionid=ABC123;v=1?secret=x").build());

    assertThat(onlyRecord().get("path").asText()).isEqualTo("/app/items/a%20b%2Bc;v=1");
  }

  @Test
  void route_isTheMappingsPatternWhereItSaysMoreThanEverything() {
    call(request("/items/7").build());
    call(request("/text").build());
    call(request("/nowhere").build());

    List<JsonNode> records = records(3);
    assertThat(records.get(0).get("route").asText()).isEqualTo("/app/items/*");
    assertThat(records.get(1).get("route").asText()).isEqualTo("/app/text");
    assertThat(records.get(2).has("route")).isFalse();
  }

  @Test
  void errorPage_givesTheFinalStatus() {
    Seen seen = call(request("/send-error?code=409").build());

    assertThat(seen.body()).isEqualTo("error page for 409");
    JsonNode r = onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(422);
    assertThat(r.get("response_time").asLong()).isGreaterThanOrEqualTo(60);
    assertThat(r.get("path").asText()).isEqualTo("/app/send-error");
  }

  @Test
  void forwardedClient_isBelievedFromATrustedProxyOnly() throws Exception {
    call(request("/text").header("X-Forwarded-For", "6.6.6.6, 198.51.100.1").build());
    assertThat(onlyRecord().get("ip_address").asText()).isEqualTo("198.51.100.1");

    start(
        Config.builder(KEY)
            .serverUrl(service.url())
            .framework("Express")
            .trustedProxies("10.0.0.0/8"));
    call(request("/text").header("X-Forwarded-For", "6.6.6.6").build());
    assertThat(analytics.flush(PATIENCE)).isTrue();
    assertThat(service.stored().get(1).get("ip_address").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void forwardedClient_whenAProxyAddsALineOfItsOwn_isTheLastLine() {
    call(
        request("/text")
            .addHeader("X-Forwarded-For", "6.6.6.6")
            .addHeader("X-Forwarded-For", "198.51.100.1")
            .build());

    assertThat(onlyRecord().get("ip_address").asText()).isEqualTo("198.51.100.1");
  }

  @Test
  void userId_comesFromTheMapper() {
    call(request("/text").header("X-User", "user-1").build());

    assertThat(onlyRecord().get("user_id").asText()).isEqualTo("user-1");
  }

  @Test
  void excludedPath_isNotRecorded() throws Exception {
    start(
        Config.builder(KEY).serverUrl(service.url()).framework("Express").exclude("/app/items/**"));
    call(request("/items/7").build());
    call(request("/text").build());

    assertThat(onlyRecord().get("path").asText()).isEqualTo("/app/text");
  }

  @Test
  void filter_whenMadeByTheContainer_isConfiguredByInitParams() throws Exception {
    stopContainer();
    container = container();
    AnalyticsFilter filter = new AnalyticsFilter();
    container.start(
        filter,
        Map.of(
            "apiKey",
            KEY,
            "serverUrl",
            service.url(),
            "privacyLevel",
            "2",
            "flushInterval",
            "100ms"));
    call(request("/text").build());

    // Taking the filter down delivers what is left; "Servlet" is a label the service does not know.
    container.stop();
    assertThat(service.refusals()).contains("Unsupported API framework.");
    assertThat(service.stored()).hasSize(1);
    assertThat(service.stored().get(0).get("ip_address").asText()).isEmpty();
    container = container();
    container.start((request, response, chain) -> chain.doFilter(request, response), Map.of());
  }

  @Test
  void filter_whenTheContextIsStartedAgain_recordsAgain() throws Exception {
    stopContainer();
    AnalyticsFilter filter =
        new AnalyticsFilter(
            Config.builder(KEY).serverUrl(service.url()).framework("Express").build());
    for (int start = 0; start < 2; start++) {
      container = container();
      container.start(filter, Map.of());
      call(request("/text").build());
      container.stop();
    }

    assertThat(service.stored()).hasSize(2);
    container = container();
    container.start((request, response, chain) -> chain.doFilter(request, response), Map.of());
  }

  @Test
  void twoFiltersForTheSameKey_recordOnce() throws Exception {
    stopContainer();
    Config config = Config.builder(KEY).serverUrl(service.url()).framework("Express").build();
    analytics = Analytics.create(config);
    AnalyticsFilter outer = new AnalyticsFilter(analytics);
    AnalyticsFilter inner = new AnalyticsFilter(config);
    container = container();
    container.start(
        (request, response, chain) ->
            outer.doFilter(request, response, (q, a) -> inner.doFilter(q, a, chain)),
        Map.of());
    call(request("/text").build());
    call(request("/async").build());
    call(request("/send-error?code=409").build());

    assertThat(records(3)).extracting(r -> r.get("status").asInt()).containsExactly(200, 202, 422);
    inner.destroy();
    assertThat(service.stored()).hasSize(3);
  }

  @Test
  void frameworkThatThrows_costsItsFieldsOnly() throws Exception {
    stopContainer();
    analytics =
        Analytics.create(Config.builder(KEY).serverUrl(service.url()).framework("Express").build());
    container = container();
    container.start(new AnalyticsFilter(analytics, new BrokenFramework()), Map.of());

    assertThat(call(request("/text").build()).body()).isEqualTo("hello");
    assertThat(call(request("/async").build()).status()).isEqualTo(202);

    assertThat(records(2)).noneMatch(r -> r.has("route"));
  }

  private static final class BrokenFramework implements ServletFramework {
    @Override
    public String route(HttpServletRequest request) {
      throw new IllegalStateException("planned");
    }

    @Override
    public Throwable error(HttpServletRequest request) {
      throw new IllegalStateException("planned");
    }
  }
}
