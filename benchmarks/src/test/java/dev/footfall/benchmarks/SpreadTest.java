package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void spread_isTheMiddleAndTheMiddleHalf() {
    assertThat(Spread.of(List.of(9.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(2, 3, 4));
  }

  @Test
  void spread_whenShareFallsBetweenTwo_liesBetween() {
    assertThat(Spread.of(List.of(1.0, 2.0))).isEqualTo(new Spread(1.25, 1.5, 1.75));
  }
}
