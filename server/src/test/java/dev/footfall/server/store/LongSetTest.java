package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongSetTest {
  @Test
  void values_areFoundAgain_andNoOthers() {
    LongSet set = new LongSet();
    for (long value = -5_000; value < 5_000; value += 2) {
      set.add(value);
    }
    for (long value = -5_000; value < 5_000; value++) {
      assertThat(set.contains(value)).isEqualTo(value % 2 == 0);
    }
  }
}
