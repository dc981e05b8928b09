package dev.footfall.examples.javalin;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.javalin.AnalyticsPlugin;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import org.jspecify.annotations.Nullable;

/** The API's web server. Thread-safe. */
public final class Payments implements AutoCloseable {

  private final Javalin app;
  private final @Nullable Analytics analytics;

  private Payments(Javalin app, @Nullable Analytics analytics) {
    this.app = app;
    this.analytics = analytics;
  }

  /**
   * Starts on the loopback interface.
   *
   * @param port 0 for any that is free
   * @param config where its traffic is recorded, or null for nowhere
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static Payments start(int port, @Nullable Config config) {
    Analytics analytics = config == null ? null : Analytics.create(config.orFramework("Javalin"));
    Payments payments = new Payments(Javalin.create(j -> configure(j, analytics)), analytics);
    try {
      payments.app.start("127.0.0.1", port);
    } catch (RuntimeException e) {
      payments.close();
      throw e;
    }
    return payments;
  }

  private static void configure(JavalinConfig javalin, @Nullable Analytics analytics) {
    javalin.startup.showJavalinBanner = false;
    if (analytics == null) {
      new PaymentsApi(event -> {}).addTo(javalin.routes);
    } else {
      recordRequests(javalin, analytics);
      new PaymentsApi(analytics::track).addTo(javalin.routes);
    }
  }

  /** All that it takes: the plugin, with the client that takes the API's own events as well. */
  private static void recordRequests(JavalinConfig javalin, Analytics analytics) {
    javalin.registerPlugin(new AnalyticsPlugin(analytics));
  }

  /** The port it listens on. */
  public int port() {
    return app.port();
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return "http://localhost:" + port();
  }

  /** Finishes the requests under way and delivers what was recorded. */
  @Override
  public void close() {
    app.stop();
    if (analytics != null) {
      analytics.close();
    }
  }
}
