package dev.footfall.faults;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.FakeRequest;
import dev.footfall.Stats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that records numbered requests at a steady rate until it is told to stop, or
 * killed. Says {@code recorded NUMBER EPOCH-MILLIS} for each and at its end {@code done DELIVERED
 * DROPPED QUEUED IN-FLIGHT SPOOLED}; on its standard input the line {@code stop} has it flush and
 * close, and the end of the input ends it at once.
 *
 * <p>Arguments: server URL, key, spool directory, path prefix, flush interval in milliseconds.
 */
final class TrafficMain {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private TrafficMain() {}

  public static void main(String[] args) {
    CountDownLatch stop = new CountDownLatch(1);
    Thread orders = new Thread(() -> awaitStop(stop));
    orders.setDaemon(true);
    orders.start();

    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    Config config =
        Config.builder(args[1])
            .serverUrl(args[0])
            .spoolDirectory(Path.of(args[2]))
            .flushInterval(Duration.ofMillis(Long.parseLong(args[4])))
            .build();
    Analytics analytics = Analytics.create(config);
    for (int number = 0; stop.getCount() > 0; number++) {
      // before it is recorded: of what a kill costs, the oldest counts
      long now = System.currentTimeMillis();
      analytics.record(FakeRequest.get(args[3] + number), 200, 1_000_000);
      out.println("recorded " + number + " " + now);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    analytics.flush(Duration.ofSeconds(30));
    analytics.close();
    Stats s = analytics.stats();
    out.println(
        "done %d %d %d %d %d"
            .formatted(s.delivered(), s.droppedTotal(), s.queued(), s.inFlight(), s.spooled()));
  }

  private static void awaitStop(CountDownLatch stop) {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
              .readLine();
      if (line == null) {
        // whoever started this is gone
        Runtime.getRuntime().halt(1);
      }
      stop.countDown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
