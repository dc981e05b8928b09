package dev.footfall.benchmarks;

import dev.footfall.Config;
import dev.footfall.RequestView;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.Filter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Footfall's filter as an application behind a proxy has it, delivering to a server nearby. */
@State(Scope.Benchmark)
public class FootfallSubject {

  static final String KEY = "00000000-0000-4000-8000-000000000001";
  static final String SECRET = "a secret";
  static final String[] EXCLUDED = {"/health", "/internal/**"};

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
    return Config.builder(KEY)
        .serverUrl(serverUrl)
        .userId(FootfallSubject::user)
        .hashUserIds(SECRET)
        .exclude(EXCLUDED)
        .build();
  }

  static @Nullable String user(RequestView request) {
    return request.header("X-Auth-Token");
  }

  /** Closes both. */
  @TearDown
  public void close() {
    filter.destroy();
    server.close();
  }
}
