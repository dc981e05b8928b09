package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.DeliveryListener;
import dev.footfall.DropReason;
import dev.footfall.Event;
import dev.footfall.Stats;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a network does to posts: nothing is lost and nothing stored twice. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(StageProvider.class)
class NetworkFaultsTest {

  private final Stage stage;

  NetworkFaultsTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @EnumSource
  void fault_onceLifted_hasLostNothingAndDoubledNothing(NetworkFault fault) {
    try (Analytics analytics = Analytics.create(stage.config().build())) {
      stage.record(analytics, 100);
      stage.assertAllArrive(analytics);

      fault.strike(stage.proxy());
      stage.record(analytics, 400);
      assertThat(analytics.flush(Duration.ofMillis(300))).as("flush during the fault").isFalse();
      stage.awaitAttempt();
      stage.record(analytics, 100);
      Stats during = Accounts.assertNothingDropped(analytics);
      assertThat(during.delivered()).isEqualTo(100);
      assertStoredDuring(fault, 100);

      stage.proxy().heal();
      stage.assertAllArrive(analytics);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fault_whenTheClientEndsMeanwhile_leavesAllToTheNext(
      NetworkFault fault, @TempDir Path spool) {
    Config config =
        stage.config().spoolDirectory(spool).shutdownTimeout(Duration.ofSeconds(1)).build();
    fault.strike(stage.proxy());
    Analytics first = Analytics.create(config);
    stage.record(first, 500);
    stage.awaitOnDisk(first);
    stage.record(first, 100);
    stage.awaitAttempts(1);
    Accounts.closeLeavingOnDisk(first, 600);
    assertStoredDuring(fault, 0);

    stage.proxy().heal();
    try (Analytics second = Analytics.create(config)) {
      stage.record(second, 100);
      stage.assertAllArrive(second);
    }
  }

  /** That it is a fault at all, and the one that it is meant to be. */
  private void assertStoredDuring(NetworkFault fault, int before) {
    if (fault.stores()) {
      stage.awaitStored(before);
    } else {
      assertThat(stage.stored()).hasSize(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_duringTheFault_isBoundedAndCountsWhatIsLeft(NetworkFault fault) {
    fault.strike(stage.proxy());
    Analytics analytics =
        Analytics.create(stage.config().shutdownTimeout(Duration.ofMillis(500)).build());
    stage.record(analytics, 500);
    assertThat(analytics.flush(Duration.ofMillis(300))).as("flush during the fault").isFalse();

    long before = System.nanoTime();
    analytics.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1_500));
    // a busy machine may be late in writing the last account
    Await.until(
        () -> analytics.stats().dropped().get(DropReason.UNSENT_AT_CLOSE) == 500,
        () -> "not counted: " + analytics.stats());
    Accounts.assertBalanced(analytics);
  }

  @Test
  void bounds_whenReachedDuringTheFault_costWhatIsCounted() {
    AtomicLong told = new AtomicLong();
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void onDropped(int records, DropReason reason, String detail) {
            told.addAndGet(records);
          }
        };
    Config config = stage.config().maxBufferedBytes(100_000).listener(listener).build();
    try (Analytics analytics = Analytics.create(config)) {
      stage.proxy().refuse();
      for (int i = 0; i < 10; i++) {
        stage.record(analytics, 500);
        analytics.flush(Duration.ofMillis(50));
      }
      Accounts.assertBalanced(analytics);
      stage.proxy().heal();
      assertThat(analytics.flush(Await.PATIENCE)).as("flush: %s", analytics.stats()).isTrue();

      Stats stats = Accounts.assertBalanced(analytics);
      assertThat(stats.recorded()).isEqualTo(5_000);
      assertThat(stats.dropped().get(DropReason.BUFFER_FULL)).isPositive();
      assertThat(stats.droppedTotal()).isEqualTo(told.get()).isLessThan(5_000);
      assertThat(stage.recorded()).containsAll(stage.stored());
      assertThat((long) stage.stored().size()).isEqualTo(stats.delivered());
      assertThat(stats.delivered()).isEqualTo(5_000 - stats.droppedTotal());
    }
  }

  @Test
  void events_whenTheirAnswersAreLost_areStoredOnce() {
    try (Analytics analytics = Analytics.create(stage.config().build())) {
      NetworkFault.STORED_AND_ANSWER_LOST.strike(stage.proxy());
      stage.record(analytics, 10);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        names.add("report.exported." + i);
        analytics.track(Event.named("report.exported." + i).build());
      }
      assertThat(analytics.flush(Duration.ofMillis(300))).as("flush in vain").isFalse();
      stage.awaitAttempts(2);
      Accounts.assertNothingDropped(analytics);

      stage.proxy().heal();
      stage.assertAllArrive(analytics);
      assertThat(stage.storedEvents()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void name_thatDoesNotResolve_costsNothing() {
    AtomicBoolean known = new AtomicBoolean();
    Dns dns =
        host -> {
          if (!known.get()) {
            throw new UnknownHostException(host);
          }
          return List.of(InetAddress.getLoopbackAddress());
        };
    Config config =
        stage
            .config()
            .serverUrl("http://footfall.invalid:" + stage.proxy().port())
            .okHttpClient(stage.http().dns(dns).build())
            .build();
    try (Analytics analytics = Analytics.create(config)) {
      stage.record(analytics, 100);
      assertThat(analytics.flush(Duration.ofMillis(300))).as("flush in vain").isFalse();
      stage.awaitAttempts(2);
      Accounts.assertNothingDropped(analytics);
      assertThat(stage.proxy().connections()).isZero();

      known.set(true);
      stage.assertAllArrive(analytics);
    }
  }
}
