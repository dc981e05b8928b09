package dev.footfall.benchmarks;

import dev.footfall.javalin.AnalyticsPlugin;
import io.javalin.Javalin;
import org.jspecify.annotations.Nullable;

/** Javalin with one handler that says hello. */
final class JavalinHello implements HelloServer {

  private final Javalin javalin;

  private JavalinHello(Javalin javalin) {
    this.javalin = javalin;
  }

  static JavalinHello start(@Nullable String analyticsUrl) {
    return new JavalinHello(
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  if (analyticsUrl != null) {
                    config.registerPlugin(
                        new AnalyticsPlugin(FootfallSubject.config(analyticsUrl)));
                  }
                  config.routes.get("/hello", context -> context.result(HELLO));
                })
            .start());
  }

  @Override
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
