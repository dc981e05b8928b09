package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares grids with a slow walk over every half minute by the calendar of java.time. */
class TimeGridPropertyTest {
  private static final int STEP_SECONDS = 30;
  private static final int DAY = 86_400;

  /** Instants around which the clock of a zone does something odd, or nothing at all. */
  static Stream<Arguments> moments() {
    return Stream.of(
        moment("UTC", "2026-02-28T23:00:00Z"),
        moment("+05:30", "2026-01-01T00:00:00Z"),
        moment("-09:30", "2024-02-29T00:00:00Z"),
        moment("Europe/Paris", "2026-03-29T01:00:00Z"),
        moment("Europe/Paris", "2026-10-25T01:00:00Z"),
        moment("America/New_York", "2026-03-08T07:00:00Z"),
        moment("America/New_York", "2026-11-01T06:00:00Z"),
        moment("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        moment("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
        moment("Asia/Kolkata", "2026-05-31T18:30:00Z"),
        moment("Asia/Kathmandu", "1985-12-31T18:30:00Z"),
        moment("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
        moment("America/Sao_Paulo", "2019-02-17T02:00:00Z"),
        moment("Asia/Beirut", "2026-03-28T22:00:00Z"),
        moment("Asia/Beirut", "2026-10-24T21:00:00Z"),
        moment("Africa/Cairo", "2026-04-23T22:00:00Z"),
        moment("Africa/Cairo", "2026-10-29T21:00:00Z"),
        moment("Africa/Casablanca", "2026-02-15T02:00:00Z"),
        moment("America/Havana", "2026-11-01T05:00:00Z"),
        moment("America/St_Johns", "2010-11-07T02:31:00Z"),
        moment("America/St_Johns", "2010-03-14T03:31:00Z"),
        moment("Antarctica/Casey", "2010-03-04T15:00:00Z"),
        moment("Antarctica/Troll", "2026-10-25T01:00:00Z"),
        moment("Pacific/Apia", "2011-12-30T10:00:00Z"),
        moment("Pacific/Kwajalein", "1993-08-21T12:00:00Z"),
        moment("Africa/Monrovia", "1972-01-07T00:44:30Z"));
  }

  private static Arguments moment(String zone, String instant) {
    return Arguments.of(ZoneId.of(zone), Instant.parse(instant));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void grid_aroundAChange_isWhatTheCalendarSays(ZoneId zone, Instant moment) {
    Random random = new Random(moment.getEpochSecond());
    for (Bucket bucket : Bucket.values()) {
      for (int round = 0; round < 4; round++) {
        long from = moment.getEpochSecond() - random.nextInt(2 * DAY) / STEP_SECONDS * STEP_SECONDS;
        // some begin at the change itself, or just before or after it
        if (round == 0) {
          from = moment.getEpochSecond() + (random.nextInt(3) - 1) * STEP_SECONDS;
        }
        long to = moment.getEpochSecond() + 1 + random.nextInt(2 * DAY);
        Period period =
            new Period(Instant.ofEpochSecond(from), Instant.ofEpochSecond(Math.max(to, from + 1)));
        check(TimeGrid.of(zone, bucket, period), zone, period);
      }
    }
  }

  @Test
  void grid_overManyMonths_isWhatTheCalendarSays() {
    Period period =
        new Period(Instant.parse("2026-01-15T10:00:00Z"), Instant.parse("2026-12-20T10:00:00Z"));
    for (Bucket bucket : List.of(Bucket.SIX_HOURS, Bucket.DAY, Bucket.WEEK, Bucket.MONTH)) {
      ZoneId zone = ZoneId.of("America/New_York");
      check(TimeGrid.of(zone, bucket, period), zone, period);
    }
  }

  private static void check(TimeGrid grid, ZoneId zone, Period period) {
    List<Instant> begins = new ArrayList<>();
    Walk walk = new Walk(zone, grid.bucket());
    long daysBefore =
        switch (grid.bucket()) {
          case MONTH -> 34;
          case WEEK -> 10;
          default -> 3;
        };
    Instant start = period.from().minusSeconds(daysBefore * DAY);
    for (Instant t = start; t.isBefore(period.to()); t = t.plusSeconds(STEP_SECONDS)) {
      boolean begin = walk.isBegin(t);
      if (t.isAfter(period.from())) {
        if (begin) {
          begins.add(t);
        }
      } else if (begin) {
        begins.clear();
        begins.add(t);
      }
      if (!t.isBefore(period.from())) {
        Instant last = t.plusSeconds(STEP_SECONDS).minusNanos(1000);
        for (Instant instant : List.of(t, last)) {
          if (instant.isBefore(period.to())) {
            checkInstant(grid, instant, begins);
          }
        }
      }
    }
    assertThat(grid.begins()).as("%s %s %s", grid.bucket(), zone, period).isEqualTo(begins);
  }

  private static void checkInstant(TimeGrid grid, Instant instant, List<Instant> begins) {
    int place = begins.size() - 1;
    long key = keyByArithmetic(grid, instant);
    if (grid.index(instant) != place
        || key != grid.key(instant)
        || grid.index(key) != place
        || !grid.begin(key).equals(begins.get(place))) {
      throw new AssertionError(
          "%s: %s is in bucket %d which begins at %s, not in %d with the key %d of %s"
              .formatted(
                  grid.bucket(),
                  instant,
                  place,
                  begins.get(place),
                  grid.index(instant),
                  key,
                  grid.begin(key)));
    }
  }

  /** As a database would, from the segments alone. */
  private static long keyByArithmetic(TimeGrid grid, Instant instant) {
    Segment segment = grid.segments().get(0);
    for (Segment next : grid.segments()) {
      segment = next.from().isAfter(instant) ? segment : next;
    }
    long local = instant.getEpochSecond() + segment.offsetSeconds();
    long raw =
        switch (grid.bucket()) {
          case MINUTE -> Math.floorDiv(local, 60L) * 60 - segment.offsetSeconds();
          case FIVE_MINUTES -> Math.floorDiv(local, 300L) * 300 - segment.offsetSeconds();
          case QUARTER -> Math.floorDiv(local, 900L) * 900 - segment.offsetSeconds();
          case HOUR -> Math.floorDiv(local, 3600L) * 3600 - segment.offsetSeconds();
          case SIX_HOURS -> Math.floorDiv(local, 21_600L);
          case DAY -> Math.floorDiv(local, (long) DAY);
          case WEEK -> Math.floorDiv(local + 3 * DAY, 7L * DAY);
          case MONTH -> {
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, (long) DAY));
            yield date.getYear() * 12L + date.getMonthValue() - 1;
          }
        };
    return Math.max(raw, segment.least());
  }

  /** Asks the calendar at every step. */
  private static final class Walk {
    private final ZoneId zone;
    private final Bucket bucket;
    private ZonedDateTime former;
    private long latest = Long.MIN_VALUE;

    Walk(ZoneId zone, Bucket bucket) {
      this.zone = zone;
      this.bucket = bucket;
    }

    boolean isBegin(Instant instant) {
      ZonedDateTime now = instant.atZone(zone);
      boolean changed = former != null && !now.getOffset().equals(former.getOffset());
      former = now;
      LocalDate date = now.toLocalDate();
      return switch (bucket) {
        case MINUTE -> changed || now.getSecond() == 0;
        case FIVE_MINUTES -> changed || (now.getSecond() == 0 && now.getMinute() % 5 == 0);
        case QUARTER -> changed || (now.getSecond() == 0 && now.getMinute() % 15 == 0);
        case HOUR -> changed || (now.getSecond() == 0 && now.getMinute() == 0);
        case SIX_HOURS -> isNew(date.toEpochDay() * 4 + now.getHour() / 6);
        case DAY -> isNew(date.toEpochDay());
        case WEEK ->
            isNew(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay());
        case MONTH -> isNew(YearMonth.from(date).atDay(1).toEpochDay());
      };
    }

    private boolean isNew(long label) {
      boolean isNew = label > latest;
      latest = Math.max(latest, label);
      return isNew;
    }
  }
}
