package dev.footfall.examples.javalin;

import dev.footfall.Config;
import dev.footfall.javalin.AnalyticsPlugin;
import io.javalin.Javalin;

/** What the server's start page shows: its test holds the page to this. */
final class StartPageSnippet {
  private StartPageSnippet() {}

  static Javalin recordRequests() {
    Config config = Config.builder("YOUR-API-KEY").serverUrl("http://localhost:8080").build();
    Javalin app = Javalin.create(javalin -> javalin.registerPlugin(new AnalyticsPlugin(config)));
    return app;
  }
}
