package dev.footfall.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void duration_isInTheFirstClassWhoseBoundItDoesNotExceed() {
    Timing timing = new Timing();
    timing.add(1_000_000);
    timing.add(1_000_001);
    timing.add(60_000_000_000L);

    List<Long> counts = timing.counts();
    assertThat(counts).hasSize(Timing.SECONDS.size() + 1);
    assertThat(counts.get(0)).isEqualTo(1);
    assertThat(counts.get(1)).isEqualTo(1);
    assertThat(counts.get(counts.size() - 1)).isEqualTo(1);
    assertThat(timing.sumSeconds()).isEqualTo(60.002000001);
  }
}
