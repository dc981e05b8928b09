package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

  @Test
  void ratio_comparesWithinEachPair() {
    Pairs pairs = new Pairs();
    pairs.add(round(2_000), round(1_000));
    pairs.add(round(20_000), round(10_000));

    assertThat(pairs.ratio(500)).isEqualTo("2.00 (2.00–2.00)");
    assertThat(pairs.micros(500)).isEqualTo("11.0 / 5.50");
  }

  private static Latencies round(long nanos) {
    return Latencies.of(List.of(new long[] {nanos}));
  }
}
