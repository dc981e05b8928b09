package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    // an hour, and one that holds a change
    "UTC, 2026-11-20T10:00Z, 2026-11-20T11:00Z, 2026-11-20T09:00Z",
    "Europe/Paris, 2026-10-25T02:30+02:00, 2026-10-25T02:30+01:00, 2026-10-25T01:30+02:00",
    "Europe/Paris, 2026-10-25T02:50+02:00, 2026-10-25T02:10+01:00, 2026-10-25T02:30+02:00",
    // days of 23 and 25 hours, and the days after them
    "Europe/Paris, 2026-03-29T00:00+01:00, 2026-03-30T00:00+02:00, 2026-03-28T00:00+01:00",
    "Europe/Paris, 2026-03-30T00:00+02:00, 2026-03-31T00:00+02:00, 2026-03-29T00:00+01:00",
    "Europe/Paris, 2026-10-26T00:00+01:00, 2026-10-27T00:00+01:00, 2026-10-25T00:00+02:00",
    // seven days before seven days
    "Europe/Paris, 2026-10-26T09:00+01:00, 2026-11-02T09:00+01:00, 2026-10-19T09:00+02:00",
    // what is over whole days is real time
    "Europe/Paris, 2026-10-26T00:00+01:00, 2026-10-27T06:00+01:00, 2026-10-24T18:00+02:00",
    // before the change there is no midnight
    "Asia/Beirut, 2026-03-30T00:00+03:00, 2026-03-31T00:00+03:00, 2026-03-29T01:00+03:00",
    // the day before does not exist
    "Pacific/Apia, 2011-12-31T00:00+14:00, 2012-01-01T00:00+14:00, 2011-12-29T00:00-10:00",
  })
  void previousPeriod_isAsLongByTheCalendar(
      ZoneId zone, String from, String to, String previousFrom) {
    Period period = new Period(instant(from), instant(to));
    assertThat(period.compared(Comparison.PREVIOUS_PERIOD, zone))
        .isEqualTo(new Period(instant(previousFrom), period.from()));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-13T00:00Z, 2026-11-20T00:00Z, 2025-11-13T00:00Z, 2025-11-20T00:00Z",
    "Europe/Paris, 2026-10-25T00:00+02:00, 2026-10-26T00:00+01:00, 2025-10-25T00:00+02:00,"
        + " 2025-10-26T00:00+02:00",
    // leap years
    "UTC, 2024-01-01T00:00Z, 2025-01-01T00:00Z, 2023-01-01T00:00Z, 2024-01-01T00:00Z",
    "UTC, 2024-02-28T00:00Z, 2024-02-29T00:00Z, 2023-02-28T00:00Z, 2023-03-01T00:00Z",
    "UTC, 2024-02-27T00:00Z, 2024-02-29T00:00Z, 2023-02-27T00:00Z, 2023-03-01T00:00Z",
    "UTC, 2024-02-29T00:00Z, 2024-03-01T00:00Z, 2023-02-28T00:00Z, 2023-03-01T00:00Z",
    "UTC, 2024-02-29T10:00Z, 2024-02-29T11:00Z, 2023-02-28T10:00Z, 2023-02-28T11:00Z",
    // an hour of which the clock of last year shows nothing
    "Europe/Paris, 2026-03-30T02:10+02:00, 2026-03-30T02:20+02:00, 2025-03-30T03:00+02:00,"
        + " 2025-03-30T03:10+02:00",
    // a day that last year did not have
    "Pacific/Apia, 2012-12-30T00:00+14:00, 2012-12-31T00:00+14:00, 2011-12-31T00:00+14:00,"
        + " 2012-01-01T00:00+14:00",
  })
  void previousYear_hasTheSameDates(
      ZoneId zone, String from, String to, String previousFrom, String previousTo) {
    assertThat(new Period(instant(from), instant(to)).compared(Comparison.PREVIOUS_YEAR, zone))
        .isEqualTo(new Period(instant(previousFrom), instant(previousTo)));
  }

  @Test
  void comparison_ofAnyPeriod_isNeverEmptyAndComesBefore() {
    Random random = new Random(1);
    List<String> zones =
        List.of("Europe/Paris", "Pacific/Apia", "Asia/Beirut", "America/St_Johns", "+05:30");
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      Instant from = Instant.ofEpochSecond(random.nextInt(1_800_000_000));
      Duration length = Duration.ofSeconds(1 + random.nextInt(1 << (1 + random.nextInt(25))));
      Period period = new Period(from, from.plus(length));

      Period previous = period.compared(Comparison.PREVIOUS_PERIOD, zone);
      assertThat(previous.to()).isEqualTo(from);
      assertThat(Duration.between(previous.from(), from).minus(length).abs())
          .isLessThanOrEqualTo(Duration.ofHours(26));
      Period yearEarlier = period.compared(Comparison.PREVIOUS_YEAR, zone);
      assertThat(Duration.between(yearEarlier.from(), from))
          .isBetween(Duration.ofDays(364), Duration.ofDays(368));
    }
  }
}
