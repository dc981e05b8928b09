package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Instant END = Instant.parse("2026-11-21T00:00:00Z");

  private final Timeline year = Timeline.year(END, 100_000);
  private final List<OffsetDateTime> times =
      LongStream.range(0, 100_000)
          .mapToObj(n -> Instant.ofEpochMilli(year.millis(n)).atOffset(ZoneOffset.UTC))
          .toList();

  private long count(Predicate<OffsetDateTime> which) {
    return times.stream().filter(which).count();
  }

  @Test
  void year_ascends() {
    assertThat(times).isSorted();
  }

  @Test
  void year_hasQuietNightsAndWeekendsAndGrows() {
    assertThat(count(t -> t.getHour() == 14)).isGreaterThan(5 * count(t -> t.getHour() == 2));
    assertThat(count(t -> t.getDayOfWeek() == DayOfWeek.TUESDAY))
        .isGreaterThan(count(t -> t.getDayOfWeek() == DayOfWeek.SUNDAY) * 3 / 2);
    assertThat(count(t -> t.isAfter(times.get(0).plusDays(335))))
        .isGreaterThan(count(t -> t.isBefore(times.get(0).plusDays(30))) * 3 / 2);
  }

  @Test
  void year_doesNotPassItsEnd() {
    assertThat(Instant.ofEpochMilli(year.millis(200_000))).isEqualTo(END);
  }

  @Test
  void steady_isAsFastAsSaid() {
    assertThat(Timeline.steady(END, 50_000).millis(100_000)).isEqualTo(END.toEpochMilli() + 2_000);
  }
}
