package dev.footfall.benchmarks;

import dev.footfall.servlet.AnalyticsFilter;
import org.jspecify.annotations.Nullable;

/** What an application may be built on: each says hello in the same words. */
enum Framework {
  JETTY("Jetty"),
  SPRING_BOOT("Spring Boot"),
  JAVALIN("Javalin");

  final String text;

  Framework(String text) {
    this.text = text;
  }

  /**
   * Starts a server.
   *
   * @param analyticsUrl where the framework's own adapter sends what it records; null: without it
   */
  HelloServer start(@Nullable String analyticsUrl) throws Exception {
    return switch (this) {
      case JETTY ->
          JettyHello.start(
              analyticsUrl == null
                  ? null
                  : new AnalyticsFilter(FootfallSubject.config(analyticsUrl)));
      case SPRING_BOOT -> SpringHello.start(analyticsUrl);
      case JAVALIN -> JavalinHello.start(analyticsUrl);
    };
  }
}
