package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.faults.ClientProcess.Totals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a spool directory keep out of each other's way, and inherit. */
class SharedSpoolTest {

  @TempDir private Path folder;

  @Test
  void killed_isInheritedFromWhileItsNeighbourGoesOn() {
    Path spool = folder.resolve("spool");
    Duration often = Duration.ofMillis(200);
    try (ServerProcess server = new ServerProcess(folder);
        Stage stage = new Stage(server)) {
      stage.proxy().refuse();
      try (ClientProcess killed = ClientProcess.start(stage, spool, "/killed/", often);
          ClientProcess neighbour = ClientProcess.start(stage, spool, "/neighbour/", often)) {
        killed.awaitTraffic(Duration.ofSeconds(2));
        neighbour.awaitTraffic(Duration.ofMillis(500));
        killed.kill();

        try (ClientProcess heir = ClientProcess.start(stage, spool, "/heir/", often)) {
          heir.awaitTraffic(Duration.ofMillis(500));
          stage.proxy().heal();
          assertAllDelivered(neighbour.stop());
          assertAllDelivered(heir.stop());

          Set<String> expected = new HashSet<>(neighbour.paths());
          expected.addAll(heir.paths());
          Set<String> inherited = stage.stored();
          assertThat(inherited).containsAll(expected);
          inherited.removeAll(expected);
          assertThat(inherited).as("the killed one's").isNotEmpty();
          assertThat(inherited).allMatch(path -> path.startsWith("/killed/"));
        }
      }
      try (Analytics last = Analytics.create(stage.config().spoolDirectory(spool).build())) {
        assertThat(last.stats().recorded()).as("left behind").isZero();
      }
    }
  }

  private static void assertAllDelivered(Totals totals) {
    assertThat(totals.delivered()).isPositive();
    assertThat(totals)
        .as("nothing is left or dropped")
        .isEqualTo(new Totals(totals.delivered(), 0, 0, 0, 0));
  }
}
