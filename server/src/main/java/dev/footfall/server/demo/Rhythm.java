package dev.footfall.server.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZonedDateTime;

/** How much is going on: the day where somebody is, the week, holidays, and the year's growth. */
final class Rhythm {
  static final Duration YEAR = Duration.ofDays(365);

  private static final double GROWTH = 0.8;
  private static final double WEEK_HOURS = 168;

  /** Of people, by the hour of their day. */
  private static final double[] PEOPLE = {
    0.13, 0.07, 0.04, 0.03, 0.04, 0.09, 0.22, 0.42, 0.63, 0.80, 0.88, 0.90, //
    0.84, 0.86, 0.91, 0.90, 0.86, 0.82, 0.85, 0.95, 1.00, 0.88, 0.58, 0.29,
  };

  private final Instant end;

  Rhythm(Instant end) {
    this.end = end;
  }

  /** Against the year's mean. */
  double growth(Instant time) {
    double left = (double) Duration.between(time, end).toSeconds() / YEAR.toSeconds();
    double passed = Math.max(0, Math.min(1, 1 - left));
    return Math.exp(GROWTH * passed) * GROWTH / (Math.exp(GROWTH) - 1);
  }

  /** How likely it is that one of a kind does now what they do at most times of the week. */
  static double activity(Kind kind, Country country, Instant time) {
    ZonedDateTime local = time.atZone(country.zone());
    double people = PEOPLE[local.getHour()] * weekday(local.getDayOfWeek()) * holiday(local);
    return switch (kind) {
      case CUSTOMER -> people;
      case STAFF -> local.getHour() >= 8 && local.getHour() < 18 ? people : people / 8;
      case PARTNER -> 0.3 + 0.6 * people;
      case TINKERER -> 0.2 + 0.6 * people;
      case CRAWLER, BURGLAR, MONITOR -> 0.5;
    };
  }

  /** The mean over a week without holidays. */
  static double meanActivity(Kind kind) {
    Instant monday = Instant.parse("2025-03-03T00:00:00Z");
    double sum = 0;
    double shares = 0;
    for (Country country : Country.values()) {
      shares += country.share();
      for (int hour = 0; hour < WEEK_HOURS; hour++) {
        sum += country.share() * activity(kind, country, monday.plus(Duration.ofHours(hour)));
      }
    }
    return sum / shares / WEEK_HOURS;
  }

  private static double weekday(DayOfWeek day) {
    return switch (day) {
      case FRIDAY -> 0.92;
      case SATURDAY -> 0.55;
      case SUNDAY -> 0.47;
      default -> 1;
    };
  }

  private static double holiday(ZonedDateTime local) {
    MonthDay day = MonthDay.from(local);
    boolean isChristmas =
        !day.isBefore(MonthDay.of(Month.DECEMBER, 24))
            && !day.isAfter(MonthDay.of(Month.DECEMBER, 26));
    return isChristmas || day.equals(MonthDay.of(Month.JANUARY, 1)) ? 0.4 : 1;
  }
}
