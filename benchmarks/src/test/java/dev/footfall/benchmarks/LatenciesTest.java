package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void micros_areTheOneThatSoManyDidNotExceed() {
    long[] odd = LongStream.range(0, 500).map(i -> (2 * i + 1) * 1_000).toArray();
    long[] even = LongStream.range(0, 500).map(i -> (1_000 - 2 * i) * 1_000).toArray();

    Latencies latencies = Latencies.of(List.of(odd, even));

    assertThat(latencies.count()).isEqualTo(1_000);
    assertThat(latencies.micros(500)).isEqualTo(500);
    assertThat(latencies.micros(990)).isEqualTo(990);
    assertThat(latencies.micros(999)).isEqualTo(999);
    assertThat(latencies.micros(1_000)).isEqualTo(1_000);
  }
}
