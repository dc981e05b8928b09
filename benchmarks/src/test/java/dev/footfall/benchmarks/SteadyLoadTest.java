package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SteadyLoadTest {

  @Test
  void run_whenServerStalls_countsTheWaitOfThoseBehind() throws Exception {
    CountDownLatch others = new CountDownLatch(40);
    AtomicBoolean stalled = new AtomicBoolean();
    Filter stallsOnce =
        (request, response, chain) -> {
          if (stalled.compareAndSet(false, true)) {
            await(others);
          }
          others.countDown();
          chain.doFilter(request, response);
        };

    Latencies latencies;
    try (HelloServer hello = JettyHello.start(stallsOnce)) {
      // Ten a second on each connection: the others take over half a second, five are due behind.
      latencies = new SteadyLoad(80).run(hello.port(), Duration.ofSeconds(1));
    }

    assertThat(latencies.count()).isEqualTo(80);
    assertThat(latencies.micros(1_000)).isGreaterThan(500_000);
    assertThat(latencies.micros(962)).isGreaterThan(200_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
