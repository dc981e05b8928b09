package dev.footfall.servlet;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Event;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program that does with the library what an application does; {@link StandardErrorTest}'s. */
public final class SmallApplication {

  private SmallApplication() {}

  /** With the server's URL and a folder for the spool. */
  public static void main(String[] args) throws Exception {
    Config config =
        Config.builder("841018cf-1111-4222-8333-444455556666")
            .serverUrl(args[0])
            .framework("Express")
            .hashUserIds("a secret")
            .userId(request -> request.header("X-User"))
            .spoolDirectory(Path.of(args[1]))
            .build();
    try (Analytics analytics = Analytics.create(config)) {
      Container container = new TomcatContainer();
      container.start(new AnalyticsFilter(analytics), Map.of());
      for (String page : new String[] {"/text", "/items/7", "/send-error?code=409", "/async"}) {
        call(container.port(), page);
      }
      container.stop();
      analytics.track(Event.named("report.exported").build());
      System.out.println(analytics.verify().message());
      System.out.println("flushed: " + analytics.flush(Duration.ofSeconds(20)));
    }
  }

  private static void call(int port, String page) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/app" + page).toURL().openConnection();
    connection.setRequestProperty("X-User", "user-1");
    System.out.println(page + " " + connection.getResponseCode());
    connection.disconnect();
  }
}
