package dev.footfall.server.store;

import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A figure of two periods in parts.
 *
 * @param before the period that it is compared with
 * @param field by whose values; null: as a whole
 * @param metric one that is made of {@link Addends}: of percentiles, the part is the requests that
 *     take longer than a threshold
 * @param slowerThanMicros the threshold
 * @param weighted whether records have weights other than 1
 * @param slope by which contributions are computed
 * @param limit values at most
 */
public record Breakdown(
    Filter now,
    Filter before,
    @Nullable Field field,
    Metric metric,
    long slowerThanMicros,
    boolean weighted,
    Slope slope,
    int limit) {

  /** How much the change grows with each sum; what a value contributes is linear in them. */
  public record Slope(double wholeNow, double partNow, double wholeBefore, double partBefore) {
    /** Of what is counted: the contribution is the difference. */
    public static final Slope OF_COUNTS = new Slope(0, 1, 0, -1);

    public double contribution(Addends now, Addends before) {
      return wholeNow * now.whole()
          + partNow * now.part()
          + wholeBefore * before.whole()
          + partBefore * before.part();
    }
  }
}
