package dev.footfall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

  private final TestTime time = new TestTime(BEGIN);
  private final SteadyTime steady = new SteadyTime(BEGIN, time, time::nanoTime);

  @Test
  void time_goesByTheClock() {
    time.pass(Duration.ofHours(1));
    assertThat(steady.read()).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
    assertThat(steady.behind()).isZero();
  }

  @Test
  void clock_thatLeapsAhead_isFollowedByADayAnHour_andBackAtOnce() {
    time.leap(Duration.ofDays(730));
    assertThat(steady.read()).isEqualTo(BEGIN);
    time.pass(Duration.ofHours(1));
    assertThat(steady.read()).isEqualTo(BEGIN.plus(Duration.ofHours(25)));
    assertThat(steady.behind()).isEqualTo(Duration.ofDays(729));

    time.leap(Duration.ofDays(-730));
    assertThat(steady.read()).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
  }

  @Test
  void week_inWhichNothingRan_isCaughtUpWithinSevenHours() {
    time.leap(Duration.ofDays(7));
    time.pass(Duration.ofHours(7));
    assertThat(steady.read()).isEqualTo(time.instant());
  }

  @Test
  void clock_thatIsSetBack_isFollowed() {
    time.leap(Duration.ofDays(-30));
    assertThat(steady.read()).isEqualTo(BEGIN.minus(Duration.ofDays(30)));
  }
}
