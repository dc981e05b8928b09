package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerScaleTest {

  private final ServerScale scale = ServerScale.of(Size.SMALL);

  @Test
  void records_areThoseAskedFor() {
    assertThat(scale.records("1m, 100M,5000").records())
        .containsExactly(1_000_000L, 100_000_000L, 5_000L);
    assertThat(scale.records("")).isEqualTo(scale);
  }

  @Test
  void records_thatAreNoWholePosts_areRefused() {
    assertThatThrownBy(() -> scale.records("1500"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1500");
  }
}
