package dev.footfall.server.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bins that response times are counted in; each reaches up to the next one's bound. */
public final class Histogram {
  private static final int[] STEPS = {10, 15, 20, 30, 50, 70};
  private static final long FIRST_MICROS = 100;
  private static final long LAST_MICROS = 100_000_000;
  private static final List<Long> BOUNDS = bounds();

  private Histogram() {}

  /** The bins' lower bounds in microseconds, ascending; the first is 0. */
  public static List<Long> boundsMicros() {
    return BOUNDS;
  }

  /** The bin's place among the bounds; a time below 0 belongs to the first. */
  public static int index(long micros) {
    int found = Collections.binarySearch(BOUNDS, micros);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  private static List<Long> bounds() {
    List<Long> bounds = new ArrayList<>();
    bounds.add(0L);
    for (long decade = FIRST_MICROS; decade < LAST_MICROS; decade *= 10) {
      for (int step : STEPS) {
        bounds.add(decade * step / 10);
      }
    }
    bounds.add(LAST_MICROS);
    return List.copyOf(bounds);
  }
}
