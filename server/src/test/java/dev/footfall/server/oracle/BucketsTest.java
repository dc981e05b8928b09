package dev.footfall.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Days with a changed clock, counted out by hand. */
class BucketsTest {
  @Test
  void hours_ofTheLongDayOfParis_holdTheSecondHourTwice() {
    assertThat(starts("1h", "Europe/Paris", "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
        .containsExactly(
            "2026-10-25T01:00+02:00",
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T03:00+01:00");
  }

  @Test
  void hours_ofTheShortDayOfNewYork_leaveOneOut() {
    assertThat(starts("1h", "America/New_York", "2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z"))
        .containsExactly("2026-03-08T01:00-05:00", "2026-03-08T03:00-04:00");
  }

  @Test
  void hours_ofLordHowe_areHalfWhereHalfAnHourComesTwiceOrNever() {
    assertThat(starts("1h", "Australia/Lord_Howe", "2026-04-04T14:00:00Z", "2026-04-04T16:00:00Z"))
        .containsExactly(
            "2026-04-05T01:00+11:00", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30");
    assertThat(starts("1h", "Australia/Lord_Howe", "2026-10-03T15:00:00Z", "2026-10-03T17:00:00Z"))
        .containsExactly(
            "2026-10-04T01:00+10:30", "2026-10-04T02:30+11:00", "2026-10-04T03:00+11:00");
  }

  @Test
  void hours_whereTheClockChangesWithinOne_endThere() {
    assertThat(starts("1h", "Asia/Pyongyang", "2018-05-04T14:00:00Z", "2018-05-04T16:00:00Z"))
        .containsExactly(
            "2018-05-04T22:00+08:30", "2018-05-04T23:00+08:30", "2018-05-05T00:00+09:00");
  }

  @Test
  void quarterDays_beginAtTheClocksHours() {
    assertThat(starts("6h", "Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
        .containsExactly(
            "2026-10-25T00:00+02:00",
            "2026-10-25T06:00+01:00",
            "2026-10-25T12:00+01:00",
            "2026-10-25T18:00+01:00");
  }

  @Test
  void days_whereMidnightIsLeftOut_beginWhenTheClockGoesOn() {
    assertThat(starts("1d", "America/Havana", "2026-03-07T06:00:00Z", "2026-03-08T06:00:00Z"))
        .containsExactly("2026-03-07T00:00-05:00", "2026-03-08T01:00-04:00");
  }

  @Test
  void weeksAndMonths_beginBeforeThePeriodDoes() {
    assertThat(starts("1w", "UTC", "2026-11-20T12:00:00Z", "2026-11-23T00:00:00.000001Z"))
        .containsExactly("2026-11-16T00:00Z", "2026-11-23T00:00Z");
    assertThat(starts("1mo", "UTC", "2026-02-28T23:59:59.999999Z", "2026-03-01T00:00:00.000001Z"))
        .containsExactly("2026-02-01T00:00Z", "2026-03-01T00:00Z");
  }

  @Test
  void automatic_isTheFinestOfAtMostTwoHundred() {
    assertThat(automatic("2026-11-20T00:00:00Z", "2026-11-20T03:20:00Z")).isEqualTo("1m");
    assertThat(automatic("2026-11-20T00:00:00Z", "2026-11-20T03:20:01Z")).isEqualTo("5m");
    assertThat(automatic("2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z")).isEqualTo("1h");
  }

  private static String automatic(String from, String to) {
    return Buckets.automatic(ZoneId.of("UTC"), micros(from), micros(to)).name();
  }

  private static List<String> starts(String name, String zone, String from, String to) {
    Buckets buckets = new Buckets(name, ZoneId.of(zone), micros(from), micros(to));
    return IntStream.range(0, buckets.count())
        .mapToObj(number -> buckets.start(number).toString())
        .toList();
  }

  private static long micros(String time) {
    return Request.micros(Instant.parse(time));
  }
}
