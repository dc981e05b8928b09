package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {

  @Test
  void bounds_areTheDocumentedOnes() {
    List<Long> bounds = Histogram.boundsMicros();
    assertThat(bounds).hasSize(38).isSorted().doesNotHaveDuplicates();
    assertThat(bounds.subList(0, 9))
        .containsExactly(0L, 100L, 150L, 200L, 300L, 500L, 700L, 1_000L, 1_500L);
    assertThat(bounds.subList(30, 38))
        .containsExactly(
            7_000_000L,
            10_000_000L,
            15_000_000L,
            20_000_000L,
            30_000_000L,
            50_000_000L,
            70_000_000L,
            100_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "0, 0",
    "99, 0",
    "100, 100",
    "149, 100",
    "150, 150",
    "999, 700",
    "1000, 1000",
    "69999999, 50000000",
    "99999999, 70000000",
    "100000000, 100000000",
    "9223372036854775807, 100000000"
  })
  void index_isThatOfTheHighestBoundNotAbove(long micros, long bound) {
    assertThat(Histogram.boundsMicros().get(Histogram.index(micros))).isEqualTo(bound);
  }
}
