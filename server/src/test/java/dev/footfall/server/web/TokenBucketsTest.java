package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketsTest {
  private static final long SECOND = 1_000_000_000;

  private long now = Long.MAX_VALUE - SECOND;

  @Test
  void bucket_isFullAtFirst_andFilledSteadily() {
    TokenBuckets buckets = new TokenBuckets(2, 3, 10, () -> now);

    assertThat(takes(buckets, "a", 4)).isEqualTo(3);
    now += SECOND / 2 - 1;
    assertThat(takes(buckets, "a", 2)).isZero();
    now += 1;
    assertThat(takes(buckets, "a", 2)).isEqualTo(1);
    // the clock passes its highest value meanwhile
    now += 60 * SECOND;
    assertThat(takes(buckets, "a", 5)).isEqualTo(3);
  }

  @Test
  void refusal_saysAfterHowManySecondsOneIsThere() {
    TokenBuckets buckets = new TokenBuckets(0.1, 1, 10, () -> now);
    assertThat(buckets.take("a")).isZero();

    assertThat(buckets.take("a")).isEqualTo(10);
    now += 9 * SECOND + SECOND / 2;
    assertThat(buckets.take("a")).isEqualTo(1);
    now += SECOND;
    assertThat(buckets.take("a")).isZero();
  }

  @Test
  void names_haveBucketsOfTheirOwn() {
    TokenBuckets buckets = new TokenBuckets(1, 1, 10, () -> now);

    assertThat(takes(buckets, "a", 2)).isEqualTo(1);
    assertThat(takes(buckets, "b", 2)).isEqualTo(1);
  }

  @Test
  void ofTooMany_theLeastRecentlySeenIsForgotten() {
    TokenBuckets buckets = new TokenBuckets(1, 1, 2, () -> now);
    buckets.take("a");
    buckets.take("b");
    buckets.take("a");
    buckets.take("c");

    assertThat(buckets.size()).isEqualTo(2);
    assertThat(buckets.take("a")).isPositive();
    assertThat(buckets.take("b")).isZero();
  }

  private static int takes(TokenBuckets buckets, String name, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += buckets.take(name) == 0 ? 1 : 0;
    }
    return taken;
  }
}
