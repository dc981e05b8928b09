package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {

  private static Period period(String from, String to) {
    return new Period(Instant.parse(from), Instant.parse(to));
  }

  /** The grid's beginnings by the zone's clock. */
  private static List<String> begins(String zone, Bucket bucket, String from, String to) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mmxxx");
    return TimeGrid.of(ZoneId.of(zone), bucket, period(from, to)).begins().stream()
        .map(begin -> format.format(begin.atZone(ZoneId.of(zone))))
        .toList();
  }

  @Test
  void hours_whenClockIsSetBack_haveTheRepeatedOneTwice() {
    assertThat(begins("Europe/Paris", Bucket.HOUR, "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"))
        .containsExactly(
            "2026-10-25 01:00+02:00",
            "2026-10-25 02:00+02:00",
            "2026-10-25 02:00+01:00",
            "2026-10-25 03:00+01:00");
  }

  @Test
  void hours_whenClockIsSetByHalfAnHour_beginAnewAtTheChange() {
    assertThat(
            begins(
                "Australia/Lord_Howe", Bucket.HOUR, "2026-04-04T14:00:00Z", "2026-04-04T16:30:00Z"))
        .containsExactly(
            "2026-04-05 01:00+11:00", "2026-04-05 01:30+10:30", "2026-04-05 02:00+10:30");
    assertThat(
            begins(
                "Australia/Lord_Howe", Bucket.HOUR, "2026-10-03T14:30:00Z", "2026-10-03T17:00:00Z"))
        .containsExactly(
            "2026-10-04 01:00+10:30", "2026-10-04 02:30+11:00", "2026-10-04 03:00+11:00");
  }

  @Test
  void hours_ofAZoneThreeQuartersOff_beginAtItsFullHours() {
    assertThat(
            begins("Asia/Kathmandu", Bucket.HOUR, "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"))
        .containsExactly("2026-01-01 05:00+05:45", "2026-01-01 06:00+05:45");
  }

  @Test
  void sixHours_whenClockChanges_areFiveOrSevenLong() {
    assertThat(
            begins(
                "America/New_York",
                Bucket.SIX_HOURS,
                "2026-03-08T05:00:00Z",
                "2026-03-08T17:00:00Z"))
        .containsExactly(
            "2026-03-08 00:00-05:00", "2026-03-08 06:00-04:00", "2026-03-08 12:00-04:00");
  }

  @Test
  void days_whenMidnightIsLeftOut_beginAtOne() {
    assertThat(begins("Asia/Beirut", Bucket.DAY, "2026-03-27T22:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly(
            "2026-03-28 00:00+02:00", "2026-03-29 01:00+03:00", "2026-03-30 00:00+03:00");
    assertThat(
            begins("America/Sao_Paulo", Bucket.DAY, "2018-11-03T03:00:00Z", "2018-11-05T02:00:00Z"))
        .containsExactly("2018-11-03 00:00-03:00", "2018-11-04 01:00-02:00");
  }

  @Test
  void days_whenOneIsLeftOut_doNotHaveIt() {
    assertThat(begins("Pacific/Apia", Bucket.DAY, "2011-12-29T12:00:00Z", "2012-01-01T00:00:00Z"))
        .containsExactly(
            "2011-12-29 00:00-10:00", "2011-12-31 00:00+14:00", "2012-01-01 00:00+14:00");
  }

  @Test
  void days_whenClockIsSetBackOverMidnight_keepTheRepeatedHour() {
    TimeGrid grid =
        TimeGrid.of(
            ZoneId.of("America/St_Johns"),
            Bucket.DAY,
            period("2010-11-06T02:30:00Z", "2010-11-08T03:30:00Z"));
    // 00:01 on the 7th became 23:01 on the 6th
    Instant again = Instant.parse("2010-11-07T03:00:00Z");
    assertThat(again.atZone(ZoneId.of("America/St_Johns")))
        .hasToString("2010-11-06T23:30-03:30[America/St_Johns]");
    assertThat(grid.begins().get(grid.index(again)))
        .isEqualTo(Instant.parse("2010-11-07T02:30:00Z"));
    assertThat(grid.begin(grid.key(again))).isEqualTo(Instant.parse("2010-11-07T02:30:00Z"));
  }

  @Test
  void weeks_beginOnMonday() {
    assertThat(begins("Europe/Paris", Bucket.WEEK, "2026-10-21T10:00:00Z", "2026-11-02T12:00:00Z"))
        .containsExactly(
            "2026-10-19 00:00+02:00", "2026-10-26 00:00+01:00", "2026-11-02 00:00+01:00");
  }

  @Test
  void months_areThoseOfTheCalendar() {
    assertThat(begins("Asia/Kolkata", Bucket.MONTH, "2024-01-31T18:30:00Z", "2024-04-01T00:00:00Z"))
        .containsExactly(
            "2024-02-01 00:00+05:30", "2024-03-01 00:00+05:30", "2024-04-01 00:00+05:30");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1S, MINUTE",
    "PT3H20M, MINUTE",
    "PT3H21M, FIVE_MINUTES",
    "P1D, QUARTER",
    "P7D, HOUR",
    "P30D, SIX_HOURS",
    "P183D, DAY",
    "P366D, WEEK",
    "P4000D, MONTH",
    "P100000D, MONTH"
  })
  void bucket_notAskedFor_isTheFinestWithAtMost200(Duration length, Bucket bucket) {
    Instant from = Instant.parse("2020-06-01T00:00:00Z");
    TimeGrid grid =
        TimeGrid.of(ZoneId.of("Europe/Paris"), null, new Period(from, from.plus(length)));
    assertThat(grid.bucket()).isEqualTo(bucket);
  }

  @Test
  void grid_ofOver10000_isRefused() {
    Instant from = Instant.parse("2020-06-01T00:00:00Z");
    ZoneId zone = ZoneId.of("UTC");
    Period most = new Period(from, from.plus(Duration.ofMinutes(10_000)));
    assertThat(TimeGrid.of(zone, Bucket.MINUTE, most).size()).isEqualTo(10_000);

    Period more = new Period(from, most.to().plusMillis(1));
    assertThatThrownBy(() -> TimeGrid.of(zone, Bucket.MINUTE, more))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.field()).isEqualTo("dimensions");
            });
    Period all = period("1970-01-01T00:00:00Z", "9999-12-31T00:00:00Z");
    Arrays.stream(Bucket.values())
        .forEach(
            bucket ->
                assertThatThrownBy(() -> TimeGrid.of(ZoneId.of("Europe/Paris"), bucket, all))
                    .isInstanceOf(Refusal.class));
  }

  @Test
  void index_ofInstantsAtTheEdges_isThatOfTheBucketTheyAreIn() {
    Period period = period("2026-01-01T10:30:00Z", "2026-01-01T12:30:00Z");
    TimeGrid grid = TimeGrid.of(ZoneId.of("UTC"), Bucket.HOUR, period);
    assertThat(grid.size()).isEqualTo(3);
    assertThat(grid.index(period.from())).isZero();
    assertThat(grid.index(Instant.parse("2026-01-01T10:59:59.999999Z"))).isZero();
    assertThat(grid.index(Instant.parse("2026-01-01T11:00:00Z"))).isEqualTo(1);
    assertThat(grid.index(period.to().minusNanos(1000))).isEqualTo(2);
  }

  @Test
  void segments_coverThePeriodBetweenChanges() {
    Period period = period("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    List<Segment> segments = TimeGrid.of(ZoneId.of("Europe/Paris"), Bucket.DAY, period).segments();
    assertThat(segments).extracting(Segment::offsetSeconds).containsExactly(3600, 7200, 3600);
    assertThat(segments)
        .extracting(Segment::from)
        .containsExactly(
            period.from(),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"));
    assertThat(Offset.over(ZoneId.of("Europe/Paris"), period.from(), period.to()))
        .extracting(Offset::seconds)
        .containsExactly(3600, 7200, 3600);
  }
}
