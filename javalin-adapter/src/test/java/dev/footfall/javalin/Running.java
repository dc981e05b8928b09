package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.HostedService;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An application with the plugin, a stand-in for the service that it reports to, and a client. */
final class Running implements AutoCloseable {

  static final String KEY = "841018cf-1111-4222-8333-444455556666";
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final HostedService service = new HostedService(HostedService.Rules.LENIENT);
  final Analytics analytics = Analytics.create(config().build());
  final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();
  final Javalin app;

  /** What the client saw. */
  record Seen(int status, String headers, String body) {}

  /** The small application, with the plugin. */
  Running() {
    this((running, config) -> {});
  }

  /** The small application, with the plugin and more. */
  Running(Consumer<JavalinConfig> more) {
    this((running, config) -> more.accept(config));
  }

  /** The small application, with the plugin and more that needs to know of the service. */
  Running(BiConsumer<Running, JavalinConfig> more) {
    app =
        Javalin.create(
            config -> {
              SmallApi.configure(config);
              config.registerPlugin(new AnalyticsPlugin(analytics));
              more.accept(this, config);
            });
    app.start("127.0.0.1", 0);
  }

  Config.Builder config() {
    // A label that the service knows: a post under another one is refused once, and sent again.
    return Config.builder(KEY)
        .serverUrl(service.url())
        .framework("Express")
        .userId(
            request ->
                request.attribute("user") instanceof String user ? user : request.principal());
  }

  Request.Builder request(String path) {
    return new Request.Builder().url("http://127.0.0.1:" + app.port() + path);
  }

  Seen get(String path) {
    return call(request(path));
  }

  Seen call(Request.Builder request) {
    try (Response response = client.newCall(request.build()).execute()) {
      return new Seen(response.code(), response.headers().toString(), response.body().string());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The records that the calls so far have left. */
  List<JsonNode> records(int expected) {
    // The client may have its answer a moment before the container is done with the request.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (analytics.stats().recorded() < expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(analytics.flush(PATIENCE)).isTrue();
    assertThat(analytics.stats().recorded()).isEqualTo(expected);
    return service.stored();
  }

  JsonNode onlyRecord() {
    List<JsonNode> records = records(1);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Override
  public void close() {
    app.stop();
    analytics.close();
    service.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
