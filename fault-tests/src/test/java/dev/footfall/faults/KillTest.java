package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.faults.ClientProcess.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Kills clients that have a spool, at random moments; {@code -Dfootfall.kill.rounds} says how
 * often. Whoever comes next adopts what the killed one left.
 */
@Isolated("a busy machine stretches the last second")
@ExtendWith(StageProvider.class)
class KillTest {

  private static final int ROUNDS = Integer.getInteger("footfall.kill.rounds", 50);

  /**
   * What a kill may cost: the last second, and a quarter for the writing itself. What a machine
   * stands still is added, as the widest gap between two records shows it: other processes start
   * beside.
   */
  private static final long LOSS_MILLIS = Long.getLong("footfall.kill.loss.millis", 1_250);

  /** Lives side by side, each with a spool of its own. */
  private static final int LANES = 4;

  /** Some posts often, and die in the middle of it; others have nothing but the spool. */
  private static final List<Duration> FLUSH_INTERVALS =
      List.of(Duration.ofMillis(200), Duration.ofSeconds(60));

  @TempDir private Path folder;
  private final Stage stage;

  KillTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void kill_losesTheLastSecondAtMostAndDoublesNothing() throws Exception {
    List<ClientProcess> killed = live();
    stage.proxy().heal();
    for (int lane = 0; lane < LANES; lane++) {
      adoptAll(spool(lane));
    }

    Set<String> stored = stage.stored();
    assertThat(stored).as("stored").hasSizeGreaterThan(ROUNDS * 100);
    List<String> lost = new ArrayList<>();
    killed.forEach(client -> lost.addAll(lostTooOld(client, stored)));
    assertThat(lost).as("lost, though older than %s ms", LOSS_MILLIS).isEmpty();
  }

  /** A line for a client of which more is missing than may be. */
  private static List<String> lostTooOld(ClientProcess client, Set<String> stored) {
    long allowed = LOSS_MILLIS + client.widestGapMillis();
    List<Recorded> lost =
        client.recorded().stream()
            .filter(one -> client.killedAt() - one.epochMillis() > allowed)
            .filter(one -> !stored.contains(one.path()))
            .toList();
    if (lost.isEmpty()) {
      return List.of();
    }
    Recorded oldest = lost.get(0);
    return List.of(
        "%s, recorded %d ms before the kill, and %d more"
            .formatted(oldest.path(), client.killedAt() - oldest.epochMillis(), lost.size() - 1));
  }

  /** All rounds, in lanes. */
  private List<ClientProcess> live() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<List<ClientProcess>>> all = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        Path spool = spool(i);
        Callable<List<ClientProcess>> lane =
            () -> {
              List<ClientProcess> killed = new ArrayList<>();
              for (int round; (round = rounds.getAndIncrement()) < ROUNDS; ) {
                killed.add(liveAndDie(spool, round));
              }
              return killed;
            };
        all.add(lanes.submit(lane));
      }
      List<ClientProcess> killed = new ArrayList<>();
      for (Future<List<ClientProcess>> lane : all) {
        killed.addAll(lane.get());
      }
      return killed;
    } finally {
      lanes.shutdownNow();
    }
  }

  private ClientProcess liveAndDie(Path spool, int round) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (random.nextInt(3) == 0) {
      NetworkFault.STORED_AND_ANSWER_LOST.strike(stage.proxy());
    } else {
      stage.proxy().heal();
    }
    Duration flushInterval = FLUSH_INTERVALS.get(random.nextInt(FLUSH_INTERVALS.size()));
    try (ClientProcess client =
        ClientProcess.start(stage, spool, "/round/" + round + "/", flushInterval)) {
      client.awaitTraffic(Duration.ofMillis(random.nextInt(200, 2_800)));
      client.kill();
      return client;
    }
  }

  private Path spool(int lane) {
    return folder.resolve("spool-" + lane);
  }

  private void adoptAll(Path spool) {
    try (Analytics last = Analytics.create(stage.config().spoolDirectory(spool).build())) {
      Await.until(
          () -> last.stats().delivered() == last.stats().recorded(),
          () -> "not delivered: " + last.stats());
      Accounts.assertNothingDropped(last);
    }
  }
}
