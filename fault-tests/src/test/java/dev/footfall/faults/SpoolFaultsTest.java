package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.DropReason;
import dev.footfall.Stats;
import dev.footfall.faults.ClientProcess.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A spool that fails leaves the client as good as one without; a damaged one costs the damaged. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(StageProvider.class)
class SpoolFaultsTest {

  private static final int BATCHES = 5;
  private static final int BATCH = 20;

  /**
   * Less than a batch of what a client records within its interval, in blocks of 512 or 1,024 B.
   */
  private static final int DISK_BLOCKS = 8;

  @TempDir private Path folder;
  private final Stage stage;

  SpoolFaultsTest(Stage stage) {
    this.stage = stage;
  }

  /** Where even root cannot write. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/footfall", "/sys/footfall", "/dev/null/footfall"})
  @EnabledOnOs(OS.LINUX)
  void directory_thatCannotBeWritten_costsNothing(String directory) {
    Config config = stage.config().spoolDirectory(Path.of(directory)).build();
    try (Analytics analytics = Analytics.create(config)) {
      stage.proxy().refuse();
      stage.record(analytics, 100);
      assertThat(analytics.flush(Duration.ofMillis(300))).as("flush to such a disk").isFalse();
      assertThat(Accounts.assertNothingDropped(analytics).spooled()).isZero();

      stage.proxy().heal();
      stage.assertAllArrive(analytics);
    }
  }

  @Test
  void directory_thatVanishes_costsNothing() throws IOException {
    Path spool = folder.resolve("spool");
    try (Analytics analytics = Analytics.create(stage.config().spoolDirectory(spool).build())) {
      stage.proxy().refuse();
      stage.record(analytics, 100);
      stage.awaitOnDisk(analytics);
      delete(spool);
      stage.record(analytics, 100);
      analytics.flush(Duration.ofMillis(300));
      Accounts.assertNothingDropped(analytics);

      stage.proxy().heal();
      stage.assertAllArrive(analytics);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void disk_whenFull_costsNothing() throws IOException {
    Path spool = folder.resolve("spool");
    stage.proxy().refuse();
    JavaProcess java = JavaProcess.of(TrafficMain.class).fileSizeLimit(DISK_BLOCKS);
    try (ClientProcess client =
        ClientProcess.start(java, stage, spool, "/full/", Duration.ofMillis(200))) {
      client.awaitTraffic(Duration.ofMillis(1_500));
      assertThat(bytesIn(spool)).as("on disk").isLessThan(DISK_BLOCKS * 2_048L);
      stage.proxy().heal();
      Totals totals = client.stop();

      assertThat(totals).isEqualTo(new Totals(client.paths().size(), 0, 0, 0, 0));
      assertThat(stage.stored()).isEqualTo(client.paths());
    }
  }

  private static long bytesIn(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void damage_costsWhatIsDamagedAndStopsNothing(SpoolDamage damage) {
    Path spool = folder.resolve("spool");
    Config config =
        stage.config().spoolDirectory(spool).shutdownTimeout(Duration.ofMillis(500)).build();
    stage.proxy().refuse();
    Analytics first = Analytics.create(config);
    for (int i = 0; i < BATCHES; i++) {
      stage.record(first, BATCH);
      stage.awaitOnDisk(first);
    }
    Accounts.closeLeavingOnDisk(first, BATCHES * BATCH);
    Set<String> atRisk = stage.recorded();
    damage.strike(spool);

    stage.proxy().heal();
    long lost = 0;
    for (int life = 0; life < 2; life++) {
      try (Analytics next = Analytics.create(config)) {
        stage.record(next, BATCH);
        assertThat(next.flush(Await.PATIENCE)).as("flush: %s", next.stats()).isTrue();
        Stats stats = next.stats();
        lost += stats.dropped().get(DropReason.SPOOL_DAMAGED);
        assertThat(stats.delivered() + stats.dropped().get(DropReason.SPOOL_DAMAGED))
            .isEqualTo(stats.recorded());
      }
    }
    Set<String> stored = stage.stored();
    Set<String> missing = new HashSet<>(stage.recorded());
    missing.removeAll(stored);
    assertThat(stage.recorded()).as("recorded").containsAll(stored);
    assertThat(atRisk).as("recorded before the damage").containsAll(missing);
    assertThat(missing).as("missing").hasSize((int) lost);
    if (damage.isAtTheEnd()) {
      assertThat(missing).as("missing").hasSizeLessThanOrEqualTo(BATCH);
    }
  }

  @Test
  void foreignFiles_areLeftAlone() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    List<Path> foreign =
        List.of(spool.resolve("README"), spool.resolve("0-0"), spool.resolve("x.batch"));
    for (Path file : foreign) {
      Files.writeString(file, "somebody else's");
    }
    try (Analytics analytics = Analytics.create(stage.config().spoolDirectory(spool).build())) {
      stage.record(analytics, 100);
      stage.assertAllArrive(analytics);
    }
    assertThat(foreign).allSatisfy(file -> assertThat(file).hasContent("somebody else's"));
  }
}
