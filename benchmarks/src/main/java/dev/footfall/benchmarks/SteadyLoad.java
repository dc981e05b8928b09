package dev.footfall.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a server so many times a second over a few connections, however long it takes to answer. A
 * request counts from the time when it was due: when the server keeps one waiting, the wait of
 * those behind it is in the figures as well.
 */
final class SteadyLoad {

  private static final int CONNECTIONS = 8;
  private static final Duration TIME_TO_CONNECT = Duration.ofMillis(20);

  private final double perSecond;

  SteadyLoad(double perSecond) {
    this.perSecond = perSecond;
  }

  Latencies run(int port, Duration duration) throws InterruptedException, ExecutionException {
    int each = (int) Math.max(1, perSecond * duration.toNanos() / 1e9 / CONNECTIONS);
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long start = System.nanoTime() + TIME_TO_CONNECT.toNanos();
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        all.add(threads.submit(() -> ask(port, start, first, each)));
      }
      List<long[]> nanos = new ArrayList<>();
      for (Future<long[]> one : all) {
        nanos.add(one.get());
      }
      return Latencies.of(nanos);
    } finally {
      threads.shutdown();
    }
  }

  private long[] ask(int port, long start, int first, int times) throws IOException {
    long[] nanos = new long[times];
    try (KeptConnection connection = new KeptConnection(port)) {
      for (int i = 0; i < times; i++) {
        long due = start + (long) ((first + (double) i * CONNECTIONS) * 1e9 / perSecond);
        for (long left; (left = due - System.nanoTime()) > 0; ) {
          LockSupport.parkNanos(left);
        }
        connection.ask();
        nanos[i] = System.nanoTime() - due;
      }
    }
    return nanos;
  }

  @Override
  public String toString() {
    return "%,.0f requests/s over %d connections".formatted(perSecond, CONNECTIONS);
  }
}
