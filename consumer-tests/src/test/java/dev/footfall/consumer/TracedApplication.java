package dev.footfall.consumer;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Event;
import dev.footfall.Verification;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** All that the library does in a life: captures, spools, ships, tracks, verifies and closes. */
final class TracedApplication {

  private TracedApplication() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(System.getProperty("traced.directory"));
    try (StandIn standIn = StandIn.overTls();
        Analytics analytics = Analytics.create(config(standIn, directory))) {
      Verification verification = analytics.verify();
      require(verification.ok(), verification.message());
      request(analytics, directory);
      analytics.track(Event.named("report.exported").user("user-1").build());
      require(analytics.flush(Duration.ofSeconds(60)), "flushed");
      require(standIn.records().size() == 1, "one record");
      require(analytics.stats().delivered() == 2, "a record and an event delivered");
    }
    System.out.println("Done.");
  }

  private static Config config(StandIn standIn, Path directory) {
    return Config.builder("YOUR-API-KEY")
        .serverUrl(standIn.url())
        .userId(request -> request.header("X-Auth-Token"))
        .hashUserIds("a secret of ours")
        .exclude("/health", "/internal/**")
        .spoolDirectory(directory.resolve("spool"))
        .build();
  }

  private static void request(Analytics analytics, Path directory) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(
        (classes, application) -> {
          FilterRegistration.Dynamic filter =
              application.addFilter("footfall", new AnalyticsFilter(analytics));
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
          application.addServlet("files", new DefaultServlet()).addMapping("/");
        },
        null);
    tomcat.start();
    URI url = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/none");
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestProperty("X-Auth-Token", "user-1");
    require(connection.getResponseCode() == 404, "not found");
    try (InputStream body = connection.getErrorStream()) {
      body.readAllBytes();
    }
    tomcat.stop();
    tomcat.destroy();
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
