package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Event;
import dev.footfall.HostedService;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a client of the plugin's own begins and ends. */
class LifetimeTest {

  private final HostedService service = new HostedService(HostedService.Rules.LENIENT);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    service.close();
  }

  private Javalin app(Consumer<JavalinConfig> more) {
    Config config =
        Config.builder(Running.KEY).serverUrl(service.url()).framework("Express").build();
    return Javalin.create(
        javalin -> {
          SmallApi.configure(javalin);
          javalin.registerPlugin(new AnalyticsPlugin(config));
          more.accept(javalin);
        });
  }

  private CompletableFuture<Integer> get(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client
        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .thenApply(response -> response.statusCode());
  }

  private static boolean shipperRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("footfall-"));
  }

  @Test
  void stop_deliversWhatIsLeftAndEndsTheThread() throws Exception {
    Javalin app = app(config -> {}).start("127.0.0.1", 0);
    get(app.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    assertThat(shipperRuns()).isTrue();

    app.stop();

    assertThat(service.stored()).hasSize(1);
    assertThat(shipperRuns()).isFalse();
  }

  @Test
  void client_thatComesLater_recordsFromThenOn_andIsNotClosed() throws Exception {
    CompletableFuture<Analytics> later = new CompletableFuture<>();
    Javalin app =
        Javalin.create(
            javalin -> {
              SmallApi.configure(javalin);
              javalin.registerPlugin(new AnalyticsPlugin(later));
            });
    app.start("127.0.0.1", 0);
    assertThat(get(app.port(), "/v1/items/1").get(30, TimeUnit.SECONDS)).isEqualTo(200);

    try (Analytics analytics =
        Analytics.create(Config.builder(Running.KEY).serverUrl(service.url()).build())) {
      later.complete(analytics);
      get(app.port(), "/v1/items/2").get(30, TimeUnit.SECONDS);
      app.stop();

      assertThat(analytics.stats().recorded()).isEqualTo(1);
      assertThat(shipperRuns()).isTrue();
    }
  }

  @Test
  void client_thatNeverComes_keepsNothingFromWorking() throws Exception {
    Javalin app =
        Javalin.create(
            javalin -> {
              SmallApi.configure(javalin);
              javalin.registerPlugin(
                  new AnalyticsPlugin(
                      CompletableFuture.failedFuture(new IllegalStateException("no key"))));
            });
    app.start("127.0.0.1", 0);

    assertThat(get(app.port(), "/v1/items/1").get(30, TimeUnit.SECONDS)).isEqualTo(200);
    app.stop();
  }

  @Test
  void stop_whenOfTheServerItself_endsTheThreadToo() throws Exception {
    Javalin app = app(config -> {}).start("127.0.0.1", 0);
    get(app.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);

    app.jettyServer().server().stop();

    assertThat(service.stored()).hasSize(1);
    assertThat(shipperRuns()).isFalse();
  }

  @Test
  void server_whenStartedAgain_recordsAgain() throws Exception {
    Javalin app = app(config -> {}).start("127.0.0.1", 0);
    get(app.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    app.jettyServer().server().stop();
    app.jettyServer().server().start();
    get(app.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    app.stop();

    assertThat(service.stored()).hasSize(2);
    assertThat(shipperRuns()).isFalse();
  }

  @Test
  void stop_whenARequestIsUnderWay_deliversItsRecord() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Javalin app =
        app(
            config -> {
              config.routes.get("/slow", ctx -> awaitBoth(entered, leave));
              config.jetty.modifyServletContextHandler(
                  context -> context.addEventListener(new WhenStopped(leave)));
            });
    app.start("127.0.0.1", 0);
    CompletableFuture<Integer> answer = get(app.port(), "/slow");
    assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();

    app.stop();

    assertThat(service.stored()).hasSize(1);
    assertThat(service.stored().get(0).get("path").asText()).isEqualTo("/slow");
    assertThat(shipperRuns()).isFalse();
    answer.cancel(true);
  }

  private static void awaitBoth(CountDownLatch entered, CountDownLatch leave)
      throws InterruptedException {
    entered.countDown();
    leave.await();
  }

  /** Lets a request go on when Javalin's context has stopped, but not its server yet. */
  private record WhenStopped(CountDownLatch latch) implements LifeCycle.Listener {
    @Override
    public void lifeCycleStopped(LifeCycle context) {
      latch.countDown();
    }
  }

  @Test
  void start_whenItFailsAfterTheClientIsThere_leavesNoThread(@TempDir Path spool) {
    service.close();
    Config.Builder config =
        Config.builder(Running.KEY)
            .serverUrl(service.url())
            .shutdownTimeout(Duration.ofMillis(200))
            .spoolDirectory(spool);
    leaveARecordIn(config.build());
    CountDownLatch opened = new CountDownLatch(1);
    Javalin app =
        Javalin.create(
            javalin -> {
              SmallApi.configure(javalin);
              javalin.registerPlugin(new AnalyticsPlugin(config.build()));
              javalin.jetty.modifyServletContextHandler(
                  context -> context.addServlet(failing(opened), "/failing"));
            });

    assertThatThrownBy(() -> app.start("127.0.0.1", 0)).hasStackTraceContaining("for the test");

    assertThat(opened.getCount()).as("the client's thread ran").isZero();
    assertThat(shipperRuns()).isFalse();
  }

  /** A client that finds something in its spool starts its thread at once. */
  private static void leaveARecordIn(Config config) {
    try (Analytics earlier = Analytics.create(config)) {
      earlier.track(Event.named("left.behind").build());
    }
  }

  private ServletHolder failing(CountDownLatch opened) {
    ServletHolder holder =
        new ServletHolder(
            new HttpServlet() {
              @Override
              public void init() {
                if (shipperRuns()) {
                  opened.countDown();
                }
                throw new IllegalStateException("for the test");
              }
            });
    holder.setInitOrder(1);
    return holder;
  }

  @Test
  void start_whenThePortIsTaken_leavesNoThread() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Javalin app = app(config -> {});

      assertThatThrownBy(() -> app.start("127.0.0.1", taken.getLocalPort()))
          .hasMessageContaining("Port already in use");
    }
    assertThat(shipperRuns()).isFalse();
  }

  @Test
  void plugin_whenOfTwoApplications_hasAClientForEach() throws Exception {
    AnalyticsPlugin plugin =
        new AnalyticsPlugin(
            Config.builder(Running.KEY).serverUrl(service.url()).framework("Express").build());
    Consumer<JavalinConfig> recorded =
        javalin -> {
          SmallApi.configure(javalin);
          javalin.registerPlugin(plugin);
        };
    Javalin first = Javalin.create(recorded).start("127.0.0.1", 0);
    Javalin second = Javalin.create(recorded).start("127.0.0.1", 0);
    get(first.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    first.stop();
    get(second.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    second.stop();

    assertThat(service.stored()).hasSize(2);
    assertThat(shipperRuns()).isFalse();
  }

  @Test
  void givenClient_isNotClosed() {
    try (Running running = new Running()) {
      running.get("/v1/items/7");
      running.app.stop();

      assertThat(shipperRuns()).isTrue();
      assertThat(running.records(1)).hasSize(1);
    }
  }

  @Test
  void label_isJavalinUnlessToldOtherwise() throws Exception {
    Config config = Config.builder(Running.KEY).serverUrl(service.url()).build();
    Javalin app =
        Javalin.create(
                javalin -> {
                  SmallApi.configure(javalin);
                  javalin.registerPlugin(new AnalyticsPlugin(config));
                })
            .start("127.0.0.1", 0);
    get(app.port(), "/v1/items/7").get(30, TimeUnit.SECONDS);
    app.stop();

    // A label that the service does not know: refused once, and sent again under another.
    assertThat(service.refusals()).contains("Unsupported API framework.");
    assertThat(service.stored()).hasSize(1);
  }
}
