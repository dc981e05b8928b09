package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PostedTest {

  private static final long SECOND = 1_000_000_000;
  private static final Tally POST = new Tally(1_000, 5, 7);

  @Test
  void perSecond_ofAWindow_beginsWithTheAnswerBeforeIt() {
    Posted posted = new Posted(0);
    posted.add(0, SECOND, POST);
    posted.add(0, 2 * SECOND, POST);
    posted.add(SECOND, 6 * SECOND, POST);

    assertThat(posted.perSecond(0, 2)).isCloseTo(1_000, within(0.01));
    assertThat(posted.perSecond(2, 3)).isCloseTo(250, within(0.01));
    assertThat(posted.perSecond()).isCloseTo(500, within(0.01));
    assertThat(posted.latencies(2, 3).micros(500)).isEqualTo(5e6);
  }

  @Test
  void add_ofAnother_sortsByAnswerAndAddsUp() {
    Posted posted = new Posted(0);
    posted.add(0, 3 * SECOND, POST);
    Posted other = new Posted(0);
    other.add(0, SECOND, POST);
    other.addBusy();
    posted.add(other);

    assertThat(posted.perSecond(0, 1)).isCloseTo(1_000, within(0.01));
    assertThat(posted.tally()).isEqualTo(new Tally(2_000, 10, 14));
    assertThat(posted.busy()).isEqualTo(1);
  }
}
