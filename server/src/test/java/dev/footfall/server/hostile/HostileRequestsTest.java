package dev.footfall.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hostile requests to every endpoint of the real server: {@code -Dfootfall.fuzz.requests} says how
 * many. A request that finds a fault is named by its number: {@code -Dfootfall.fuzz.seed} and
 * {@code -Dfootfall.fuzz.first} with that number, and one request, send it again.
 */
@EnabledOnOs(OS.LINUX)
class HostileRequestsTest {
  private static final long SEED = Long.getLong("footfall.fuzz.seed", 20_261_121);
  private static final long FIRST = Long.getLong("footfall.fuzz.first", 0);
  private static final long REQUESTS = Long.getLong("footfall.fuzz.requests", 3_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"'', 1", "/foot/fall, 8"})
  void requests_howeverHostile_areAnswered_andLeaveNothingBehind(String basePath, int part)
      throws Exception {
    long count = Math.max(1, REQUESTS / part);
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    try (ServerProcess server =
        ServerProcess.startWith(
            data,
            log,
            "--admin-token=" + Siege.ADMIN_TOKEN,
            "--cors-origin=https://pages.example",
            "--base-path=" + basePath)) {
      Siege siege = new Siege(server, basePath, log, SEED);
      siege.send(FIRST, FIRST + count / 4);
      Vitals before = Vitals.of(server.pid(), data);
      siege.send(FIRST + count / 4, FIRST + count);
      siege.checkOthers();

      assertThat(siege.faults()).as("seed " + SEED).isEmpty();
      assertThat(growth(server, data, before)).as("seed " + SEED).isEmpty();
      // refused for the time being, closed without an answer, broken off by the client itself
      assertThat(siege.count("503") + siege.count("none") + siege.count("broken"))
          .as("" + siege)
          .isLessThan(5 + count / 50);
      if (count > 1_000) {
        assertThat(siege.unreached()).isEmpty();
      }
      if (Boolean.getBoolean("footfall.fuzz.verbose")) {
        System.out.println(siege + "\n" + before + "\n" + Vitals.of(server.pid(), data));
      }
    }
  }

  /** What is still there after a while. */
  private static List<String> growth(ServerProcess server, Path data, Vitals before)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> growth = Vitals.of(server.pid(), data).growth(before);
    while (!growth.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.SECONDS.sleep(1);
      growth = Vitals.of(server.pid(), data).growth(before);
    }
    return growth;
  }
}
