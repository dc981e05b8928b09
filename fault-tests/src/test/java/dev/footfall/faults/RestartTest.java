package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The server dies and comes back on the same data and port, again and again, under traffic. */
@Execution(ExecutionMode.CONCURRENT)
class RestartTest {

  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  void kill_ofTheServer_costsTheClientNothing() throws Exception {
    try (ServerProcess server = new ServerProcess(folder);
        Stage stage = new Stage(server);
        // past the proxy: a kept connection dies with the server
        Analytics analytics =
            Analytics.create(stage.config().serverUrl(server.url()).maxBatch(100).build())) {
      AtomicBoolean stop = new AtomicBoolean();
      Thread traffic =
          new Thread(
              () -> {
                while (!stop.get()) {
                  stage.record(analytics, 2);
                  LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
              });
      traffic.start();
      for (int i = 0; i < KILLS; i++) {
        long enough = analytics.stats().delivered() + 200;
        Await.until(
            () -> analytics.stats().delivered() > enough,
            () -> "not delivered: " + analytics.stats());
        server.kill();
        stage.awaitAttempt();
        server.start();
      }
      stop.set(true);
      traffic.join();

      stage.assertAllArrive(analytics);
      assertThat(analytics.stats().recorded()).isGreaterThan(KILLS * 200L);
    }
  }
}
