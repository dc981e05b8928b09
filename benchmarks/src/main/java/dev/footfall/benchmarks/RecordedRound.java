package dev.footfall.benchmarks;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.Stats;
import dev.footfall.servlet.AnalyticsFilter;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An application whose requests are recorded, while the analytics server falls ill. */
final class RecordedRound {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outage outage;
  private final Accounts accounts;

  RecordedRound(Outage outage, Accounts accounts) {
    this.outage = outage;
    this.accounts = accounts;
  }

  /**
   * The server is well until the client has delivered to it, and so knows it and may post as often
   * as it likes; then the outage begins, then the measurement.
   */
  Latencies run(SteadyLoad load, Duration warmup, Duration round) throws Exception {
    try (StandInServer well = StandInServer.start();
        Analytics analytics = Analytics.create(config(well.url()));
        HelloServer hello = JettyHello.start(new AnalyticsFilter(analytics))) {
      long asked = load.run(hello.port(), warmup).count();
      if (!analytics.flush(PATIENCE)) {
        throw new IllegalStateException("not delivered to a server that is well");
      }
      Closeable ill = outage.befall(well);
      try (ill) {
        Latencies latencies = load.run(hello.port(), round);
        asked += latencies.count();
        accounts.add(asked, settled(analytics, asked));
        return latencies;
      }
    }
  }

  /** All defaults, but for what keeps the client trying, and lets the next round begin soon. */
  private static Config config(String url) {
    return FootfallSubject.config(url).toBuilder()
        .flushInterval(Duration.ofSeconds(1))
        .shutdownTimeout(Duration.ofMillis(100))
        .build();
  }

  /** A request is recorded a moment after its answer, and counts are read while they change. */
  private static Stats settled(Analytics analytics, long asked) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Stats stats = analytics.stats();
    while (!Accounts.addUp(asked, stats)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(asked + " requests do not add up: " + stats);
      }
      LockSupport.parkNanos(1_000_000);
      stats = analytics.stats();
    }
    return stats;
  }
}
