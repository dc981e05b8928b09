package dev.footfall.benchmarks;

import dev.footfall.Config;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.Filter;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Footfall's filter as an application behind a proxy has it, delivering to a server nearby. */
@State(Scope.Benchmark)
public class FootfallSubject {

  final Filter filter;
  private final StandInServer server;

  /** Starts the server and creates the filter. */
  public FootfallSubject() {
    try {
      server = StandInServer.start();
    } catch (IOException e) {
      throw new IllegalStateException("no stand-in for the server", e);
    }
    filter = new AnalyticsFilter(config(server.url()));
  }

  /** What an application sets: who the user is, and what is not worth recording. */
  @SuppressWarnings("NullAway") // javac 17 loses from the class file that a mapper may answer null
  static Config config(String serverUrl) {
    return Config.builder("00000000-0000-4000-8000-000000000001")
        .serverUrl(serverUrl)
        .userId(request -> request.header("X-Auth-Token"))
        .hashUserIds("a secret")
        .exclude("/health", "/internal/**")
        .build();
  }

  /** Closes both. */
  @TearDown
  public void close() {
    filter.destroy();
    server.close();
  }
}
