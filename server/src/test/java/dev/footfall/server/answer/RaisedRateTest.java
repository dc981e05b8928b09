package dev.footfall.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footfall.server.answer.RaisedRate.Stretch;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaisedRateTest {
  private static final int BUCKETS = 1000;

  private final long[] requests = new long[BUCKETS];
  private final long[] failures = new long[BUCKETS];

  /** So many requests a bucket on average, more by day than by night. */
  private void fill(Random random, double mean, double rate) {
    for (int i = 0; i < BUCKETS; i++) {
      double hour = 1 + 0.8 * Math.sin(i * Math.PI / 12);
      requests[i] = Math.round(-Math.log(1 - random.nextDouble()) * mean * hour);
    }
    fail(random, 0, BUCKETS, rate);
  }

  private void fail(Random random, int from, int to, double rate) {
    for (int i = from; i < to; i++) {
      failures[i] = random.doubles(requests[i]).filter(drawn -> drawn < rate).count();
    }
  }

  private RaisedRate found() {
    return new RaisedRate(requests, failures);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.4, 0.9})
  void whatFailsAsEver_doesNotStandOut(double rate) {
    for (int seed = 0; seed < 100; seed++) {
      fill(new Random(seed), seed % 2 == 0 ? 3 : 300, rate);

      assertThat(found().stretches()).as("seed " + seed).isEmpty();
    }
    assertThat(found().usual()).isCloseTo(rate, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.1})
  void outages_areFoundWhereTheyAre(double rate) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      fill(random, 40, rate);
      fail(random, 200, 210, 0.8);
      fail(random, 230, 240, 0.8);
      fail(random, 990, BUCKETS, 0.8);

      RaisedRate found = found();

      assertThat(found.stretches()).as("seed " + seed).hasSize(3);
      assertAbout(found.stretches().get(0), 200, 209);
      assertAbout(found.stretches().get(1), 230, 239);
      assertAbout(found.stretches().get(2), 990, 999);
      assertThat(found.usual()).isCloseTo(rate, within(rate / 2));
    }
  }

  /** As of a release early in the week that fails ever since. */
  @ParameterizedTest
  @CsvSource({"700, 1000", "300, 1000", "200, 850", "0, 800"})
  void whatFailsMostOfTheTime_isFoundToo(int from, int to) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      fill(random, 40, 0.005);
      fail(random, from, to, 0.4);

      RaisedRate found = found();

      assertThat(found.stretches()).as("seed " + seed).hasSize(1);
      assertAbout(found.stretches().get(0), from, to - 1);
      assertThat(found.usual()).isCloseTo(0.005, within(0.003));
    }
  }

  private static void assertAbout(Stretch stretch, int first, int last) {
    assertThat(stretch.span().first()).isBetween(first - 2, first + 2);
    assertThat(stretch.span().last()).isBetween(last - 2, last + 2);
  }

  @Test
  void aFewRequests_sayEnough_whenAllOfThemFail() {
    for (int i = 0; i < BUCKETS; i += 5) {
      requests[i] = 1;
    }
    for (int i = 500; i < 530; i += 5) {
      failures[i] = 1;
    }

    assertThat(found().stretches())
        .singleElement()
        .satisfies(
            stretch -> {
              assertThat(stretch.span().first()).isEqualTo(500);
              assertThat(stretch.span().last()).isEqualTo(525);
              assertThat(stretch.excess()).isCloseTo(6, within(0.1));
            });
  }

  @Test
  void fourFailures_areTooFew() {
    for (int i = 0; i < BUCKETS; i++) {
      requests[i] = 100;
    }
    failures[7] = 4;

    assertThat(found().stretches()).isEmpty();
  }

  @Test
  void aLittleMoreOfMany_doesNotStandOut() {
    fill(new Random(1), 5000, 0.001);
    fail(new Random(2), 400, 500, 0.01);

    assertThat(found().stretches()).isEmpty();
  }

  @Test
  void nothingThere_hasNoStretch() {
    assertThat(found().stretches()).isEmpty();
  }
}
