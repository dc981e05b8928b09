package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests that virtual threads serve: recording them never blocks a carrier, also while the server
 * is no good.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
final class VirtualThreadsTest {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 40;
  private static final List<String> PAGES =
      List.of(
          "/text",
          "/items/7",
          "/status?code=404",
          "/send-error?code=409",
          "/throws",
          "/async-at-once",
          "/async-dispatch",
          "/forward");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  enum Fault {
    HANGS(server -> server.hang(true)),
    IS_SLOW(server -> server.delay(Duration.ofMillis(300)));

    private final Consumer<StandIn> cause;

    Fault(Consumer<StandIn> cause) {
      this.cause = cause;
    }
  }

  /** The JVM's frame below a class initialiser pins on every JDK; a monitor does before 24 only. */
  private static final class Pin {
    static {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    static String set() {
      return "";
    }
  }

  @TempDir Path scratch;

  private final StandIn server = new StandIn();
  private final Container container = new TomcatContainer();
  private final OkHttpClient client = new OkHttpClient();
  private Analytics analytics;

  @AfterEach
  void stop() throws Exception {
    container.stop();
    analytics.close();
    server.close();
    client.connectionPool().evictAll();
  }

  @ParameterizedTest
  @EnumSource
  void filter_whenTheServerIsNoGood_pinsNoThread(Fault fault) throws Exception {
    fault.cause.accept(server);
    Set<Thread> platformThreads = ConcurrentHashMap.newKeySet();
    start(
        Config.builder("841018cf-1111-4222-8333-444455556666")
            .maxQueued(100)
            .userId(
                request -> {
                  if (!isVirtual(Thread.currentThread())) {
                    platformThreads.add(Thread.currentThread());
                  }
                  return "user";
                }));
    // Whoever waits while another initialises a class is pinned: that is over before the watch.
    PAGES.forEach(this::call);

    List<List<String>> pinned;
    try (PinnedThreads watch = new PinnedThreads()) {
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      for (int i = 0; i < CLIENTS * ROUNDS; i++) {
        clients.execute(() -> PAGES.forEach(this::call));
      }
      clients.shutdown();
      assertThat(clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      pinned = watch.byTheLibrary(scratch);
    }

    assertThat(pinned).isEmpty();
    assertThat(platformThreads).as("threads that are not virtual").isEmpty();
    assertThat(analytics.stats().recorded()).isEqualTo(PAGES.size() * (1 + CLIENTS * ROUNDS));
  }

  @Test
  void watch_whenAMapperPins_seesIt() throws Exception {
    start(
        Config.builder("841018cf-1111-4222-8333-444455556666")
            .userId(request -> request.path().endsWith("/items/7") ? Pin.set() : ""));
    call("/text");

    try (PinnedThreads watch = new PinnedThreads()) {
      call("/items/7");

      assertThat(watch.byTheLibrary(scratch))
          .hasSize(1)
          .first()
          .asInstanceOf(InstanceOfAssertFactories.list(String.class))
          .contains(Pin.class.getName() + ".<clinit>");
    }
  }

  private void start(Config.Builder config) throws Exception {
    analytics =
        Analytics.create(
            config
                .serverUrl(server.url())
                .framework("Express")
                .flushInterval(Duration.ofMillis(100))
                .shutdownTimeout(Duration.ofMillis(500))
                .build());
    container.start(new AnalyticsFilter(analytics), Map.of());
  }

  private void call(String page) {
    try (Response response =
        client
            .newCall(
                new Request.Builder()
                    .url("http://127.0.0.1:" + container.port() + "/app" + page)
                    .build())
            .execute()) {
      response.body().bytes();
    } catch (IOException e) {
      throw new AssertionError(page, e);
    }
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
