package dev.footfall.benchmarks;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** When the n-th request came. */
interface Timeline {

  long millis(long request);

  /** So many a second from an instant on. */
  static Timeline steady(Instant start, double perSecond) {
    long startMillis = start.toEpochMilli();
    return request -> startMillis + (long) (request * 1e3 / perSecond);
  }

  /**
   * So many in the year that ends at an instant: fewer at night and at the weekend, twice as many
   * at its end as at its beginning.
   */
  static Timeline year(Instant end, long requests) {
    Instant start = end.minus(365, ChronoUnit.DAYS);
    double[] before = new double[365 * 24 + 1];
    for (int hour = 1; hour < before.length; hour++) {
      Instant from = start.plus(hour - 1, ChronoUnit.HOURS);
      before[hour] = before[hour - 1] + weight(from) * (1 + hour / (365.0 * 24));
    }
    double perRequest = before[before.length - 1] / requests;
    return request -> {
      double position = Math.min((request + 0.5) * perRequest, before[before.length - 1]);
      int found = Arrays.binarySearch(before, position);
      int hour = Math.min(found >= 0 ? found : -found - 2, before.length - 2);
      double within = (position - before[hour]) / (before[hour + 1] - before[hour]);
      return start.toEpochMilli() + (long) ((hour + within) * 3_600_000);
    };
  }

  private static double weight(Instant hour) {
    var time = hour.atOffset(ZoneOffset.UTC);
    double ofDay = 1 + 0.8 * Math.sin((time.getHour() - 8) * Math.PI / 12);
    boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    return weekend ? 0.5 * ofDay : ofDay;
  }
}
