package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.faults.ClientProcess.Totals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that share a spool directory keep out of each other's way, and inherit. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(StageProvider.class)
class SharedSpoolTest {

  private static final Duration OFTEN = Duration.ofMillis(200);

  @TempDir private Path spool;
  private final Stage stage;

  SharedSpoolTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void killed_isInheritedFromWhileItsNeighbourGoesOn() {
    stage.proxy().refuse();
    try (ClientProcess killed = ClientProcess.start(stage, spool, "/killed/", OFTEN);
        ClientProcess neighbour = ClientProcess.start(stage, spool, "/neighbour/", OFTEN)) {
      killed.awaitTraffic(Duration.ofSeconds(2));
      neighbour.awaitTraffic(Duration.ofMillis(500));
      killed.kill();

      try (ClientProcess heir = ClientProcess.start(stage, spool, "/heir/", OFTEN)) {
        heir.awaitTraffic(Duration.ofMillis(500));
        stage.proxy().heal();
        Totals neighbours = neighbour.stop();
        Totals heirs = heir.stop();
        assertAllDelivered(neighbours);
        assertAllDelivered(heirs);

        Set<String> survivors = new HashSet<>(neighbour.paths());
        survivors.addAll(heir.paths());
        Set<String> stored = stage.stored();
        assertThat(stored).containsAll(survivors);
        assertThat(neighbours.delivered() + heirs.delivered())
            .as("delivered, each by one of them")
            .isEqualTo(stored.size());
        stored.removeAll(survivors);
        assertThat(stored).as("inherited").isNotEmpty();
        assertThat(killed.paths()).containsAll(stored);
      }
    }
    try (Analytics last = Analytics.create(stage.config().spoolDirectory(spool).build())) {
      assertThat(last.stats().recorded()).as("left behind").isZero();
    }
  }

  private static void assertAllDelivered(Totals totals) {
    assertThat(totals.delivered()).isPositive();
    assertThat(totals)
        .as("nothing is left or dropped")
        .isEqualTo(new Totals(totals.delivered(), 0, 0, 0, 0));
  }
}
