package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Stats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever answers come back: what the server does not have is kept, and arrives once. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(StageProvider.class)
class AnswerFaultsTest {

  private final Stage stage;

  AnswerFaultsTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @EnumSource
  void passingAnswer_onceOver_hasCostNothing(PassingAnswer fault) {
    try (Analytics analytics = Analytics.create(stage.config().build())) {
      stage.record(analytics, 100);
      stage.assertAllArrive(analytics);

      stage.proxy().behave(fault);
      stage.record(analytics, 400);
      stage.awaitAttempt();
      stage.record(analytics, 100);
      Stats during = Accounts.assertNothingDropped(analytics);
      assertThat(during.delivered()).isEqualTo(100);

      stage.proxy().heal();
      stage.assertAllArrive(analytics);
    }
  }

  @Test
  void retryAfter_isRespected() {
    try (Analytics analytics = Analytics.create(stage.config().build())) {
      // to a server that is not known yet, posts would be further apart anyway
      stage.record(analytics, 100);
      stage.assertAllArrive(analytics);
      int before = stage.attempts().size();

      stage.proxy().behave(PassingAnswer.STORM_429_RETRY_AFTER);
      stage.record(analytics, 10);
      stage.awaitAttempts(before + 2);
      List<Long> attempts = stage.attempts();
      assertThat(Duration.ofNanos(attempts.get(before + 1) - attempts.get(before)))
          .isGreaterThan(Duration.ofMillis(1_900));
      Accounts.assertNothingDropped(analytics);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hopelessAnswer_onceMended_hasCostNothing(HopelessAnswer fault, @TempDir Path spool) {
    Config config = spooling(spool);
    stage.proxy().behave(fault);
    recordInVain(config);
    assertThat(stage.answers()).as("one is enough, and perhaps one more at close").isBetween(1, 2);
    assertThat(stage.stored().isEmpty()).isNotEqualTo(fault.stores());

    stage.proxy().heal();
    try (Analytics second = Analytics.create(config)) {
      stage.record(second, 100);
      stage.assertAllArrive(second);
    }
  }

  /** The server's answer is the hosted service's, which also means that a record is bad. */
  @Test
  void malformedKey_bisectsNothingAway(@TempDir Path spool) {
    Config config = spooling(spool);
    stage
        .proxy()
        .behave(exchange -> exchange.answer(exchange.forward(exchange.request().withKey("typo"))));
    recordInVain(config);
    assertThat(stage.answers()).as("posts, to see that it is no record's fault").isLessThan(25);

    stage.proxy().heal();
    try (Analytics second = Analytics.create(config)) {
      stage.assertAllArrive(second);
    }
  }

  private Config spooling(Path spool) {
    return stage.config().spoolDirectory(spool).shutdownTimeout(Duration.ofSeconds(1)).build();
  }

  /** A client's whole life during the fault: it leaves all on disk. */
  private void recordInVain(Config config) {
    Analytics analytics = Analytics.create(config);
    stage.record(analytics, 400);
    stage.awaitOnDisk(analytics);
    Await.until(() -> stage.answers() > 0, () -> "never answered");
    stage.record(analytics, 100);
    assertThat(Accounts.assertNothingDropped(analytics).delivered()).isZero();
    Accounts.closeLeavingOnDisk(analytics, 500);
  }

  @Test
  void redirectToAnotherHost_isNotFollowed(@TempDir Path spool) {
    Config config = spooling(spool);
    try (FaultyProxy elsewhere = new FaultyProxy(0)) {
      elsewhere.behave(HopelessAnswer.HTML_200);
      String location = "Location: " + elsewhere.url() + "/api/log-request";
      stage
          .proxy()
          .behave(
              exchange -> {
                exchange.request();
                exchange.answer(Message.answer("301 Moved Permanently", "", location));
              });
      recordInVain(config);
      assertThat(elsewhere.connections()).isZero();
    }

    stage.proxy().heal();
    try (Analytics second = Analytics.create(config)) {
      stage.assertAllArrive(second);
    }
  }

  @Test
  void tooLarge_isHalvedUntilItFits() throws Exception {
    int most = 7;
    Queue<Integer> taken = new ConcurrentLinkedQueue<>();
    stage
        .proxy()
        .behave(
            exchange -> {
              Message request = exchange.request();
              int records = countRecords(request);
              if (records > most) {
                exchange.answer(Message.answer("413 Request Entity Too Large", "<html>413</html>"));
              } else {
                taken.add(records);
                exchange.answer(exchange.forward(request));
              }
            });
    try (Analytics analytics = Analytics.create(stage.config().build())) {
      stage.record(analytics, 200);
      stage.assertAllArrive(analytics);
    }
    assertThat(taken).allMatch(records -> records > 0 && records <= most);
  }

  private static int countRecords(Message post) throws IOException {
    return new ObjectMapper().readTree(post.text()).get("requests").size();
  }
}
