package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.FakeRequest;
import dev.footfall.HostedService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The hosted service says "Invalid data." of a wrong key as of a bad record. */
@Execution(ExecutionMode.CONCURRENT)
class HostedServiceTest {

  private static final String KEY = "841018cf-1111-4222-8333-444455556666";

  /** Few enough for what bisecting leaves to go within the service's budget of ten posts. */
  private static final int RECORDS = 60;

  private static final int ENOUGH_REFUSALS = 8;

  @TempDir private Path spool;

  @Test
  void wrongKey_bisectsNothingAway() {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT);
        FaultyProxy proxy = new FaultyProxy(URI.create(service.url()).getPort())) {
      Config config =
          Config.builder(KEY)
              .serverUrl(proxy.url())
              .framework("Express")
              .flushInterval(Duration.ofMillis(200))
              .spoolDirectory(spool)
              .shutdownTimeout(Duration.ofSeconds(1))
              .build();
      proxy.behave(
          exchange -> exchange.answer(exchange.forward(exchange.request().withKey("typo"))));
      Analytics first = Analytics.create(config);
      Set<String> recorded = new HashSet<>();
      for (int i = 0; i < RECORDS; i++) {
        recorded.add("/v1/items/" + i);
        first.record(FakeRequest.get("/v1/items/" + i), 200, 1_000_000);
      }
      Await.until(
          () -> {
            first.flush(Duration.ofMillis(300));
            return service.refusals().size() >= ENOUGH_REFUSALS;
          },
          () -> "refused: " + service.refusals());
      Accounts.assertNothingDropped(first);
      Accounts.closeLeavingOnDisk(first, RECORDS);
      assertThat(service.refusals()).containsOnly("Invalid data.");
      assertThat(service.stored()).isEmpty();

      proxy.heal();
      try (Analytics second = Analytics.create(config)) {
        assertThat(second.flush(Await.PATIENCE)).as("flush: %s", second.stats()).isTrue();
        assertThat(Accounts.assertNothingDropped(second).delivered()).isEqualTo(RECORDS);
      }
      List<String> stored =
          service.stored().stream().map(request -> request.get("path").asText()).toList();
      assertThat(stored).containsExactlyInAnyOrderElementsOf(recorded);
    }
  }
}
