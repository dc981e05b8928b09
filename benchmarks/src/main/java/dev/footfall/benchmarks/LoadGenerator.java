package dev.footfall.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server for as long as a round takes, as fast as it answers, over a few connections. */
final class LoadGenerator {

  private static final int CONNECTIONS = 4;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Duration round;

  LoadGenerator(int roundMillis) {
    round = Duration.ofMillis(roundMillis);
  }

  Load run(int port) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long cpuBefore = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        counts.add(threads.submit(() -> askUntil(start + round.toNanos(), port)));
      }
      long requests = 0;
      for (Future<Long> count : counts) {
        requests += count.get();
      }
      long end = System.nanoTime();
      return new Load(
          requests,
          Duration.ofNanos(end - start),
          Duration.ofNanos(PROCESS.getProcessCpuTime() - cpuBefore));
    } finally {
      threads.shutdown();
    }
  }

  private static long askUntil(long deadline, int port) throws IOException {
    try (KeptConnection connection = new KeptConnection(port)) {
      long requests = 0;
      while (System.nanoTime() - deadline < 0) {
        connection.ask();
        requests++;
      }
      return requests;
    }
  }
}
