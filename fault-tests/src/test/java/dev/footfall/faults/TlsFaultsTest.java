package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An https address that does not lead to the right TLS yet: nothing is lost, nothing leaks. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(StageProvider.class)
class TlsFaultsTest {

  @TempDir private Path folder;
  private final Stage stage;

  TlsFaultsTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void plainPort_onceItSpeaksTls_hasCostNothing() {
    TlsIdentity identity = new TlsIdentity(folder, "footfall");
    assertCostsNothing(
        identity, exchange -> exchange.answer(Message.answer("400 Bad Request", "")));
  }

  @Test
  void untrustedCertificate_onceReplaced_hasCostNothing() {
    TlsIdentity identity = new TlsIdentity(folder, "footfall");
    TlsIdentity stranger = new TlsIdentity(folder, "stranger");
    assertCostsNothing(
        identity, exchange -> Behaviour.PASS.meet(exchange.overTls(stranger.context())));
  }

  private void assertCostsNothing(TlsIdentity identity, Behaviour fault) {
    Config config =
        stage
            .config()
            .serverUrl("https://127.0.0.1:" + stage.proxy().port())
            .okHttpClient(
                stage
                    .http()
                    .sslSocketFactory(identity.context().getSocketFactory(), identity.trust())
                    .build())
            .build();
    stage.proxy().behave(fault);
    try (Analytics analytics = Analytics.create(config)) {
      stage.record(analytics, 100);
      assertThat(analytics.flush(Duration.ofMillis(300))).as("flush in vain").isFalse();
      stage.awaitAttempts(2);
      Accounts.assertNothingDropped(analytics);
      assertThat(stage.stored()).isEmpty();

      stage.proxy().behave(exchange -> Behaviour.PASS.meet(exchange.overTls(identity.context())));
      stage.assertAllArrive(analytics);
    }
  }
}
