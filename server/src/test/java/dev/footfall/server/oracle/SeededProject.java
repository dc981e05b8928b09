package dev.footfall.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A project with records that have everything in them that a reader can stumble over. */
public final class SeededProject {
  /** All its records are of the fourteen months before. */
  public static final Instant END = Instant.parse("2026-11-20T00:00:00Z");

  private static final int POST = 1000;

  private final String key;

  /** Makes one, the same each time. */
  public SeededProject(TestServer server, int records) {
    key = server.newKey();
    Random random = new Random(1);
    Traffic traffic = new Traffic(random, new Moments(random, END), false);
    for (int left = records; left > 0; left -= POST) {
      int count = Math.min(left, POST);
      String post = traffic.post(key, count, Duration.ZERO).toString();
      assertThat(server.post("/api/requests", post).json().path("accepted").asInt())
          .isEqualTo(count);
    }
  }

  public String key() {
    return key;
  }
}
