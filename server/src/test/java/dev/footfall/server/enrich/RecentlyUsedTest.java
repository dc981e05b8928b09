package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
  @Test
  void entries_areBounded_andThoseInUseStay() {
    RecentlyUsed<Integer> values = new RecentlyUsed<>(100, 1_000_000);
    values.put("used", 7);
    for (int i = 0; i < 10_000; i++) {
      values.put("text" + i, i);
      assertThat(values.get("used")).isEqualTo(7);
      assertThat(values.size()).isLessThanOrEqualTo(100);
    }
    assertThat(values.get("text9999")).isEqualTo(9999);
    assertThat(values.get("text0")).isNull();
  }

  @Test
  void characters_areBounded() {
    RecentlyUsed<Integer> values = new RecentlyUsed<>(1_000_000, 10_000);
    for (int i = 0; i < 1_000; i++) {
      values.put("x".repeat(96) + (1_000 + i), i);
      assertThat(values.size()).isLessThanOrEqualTo(100);
    }
  }
}
