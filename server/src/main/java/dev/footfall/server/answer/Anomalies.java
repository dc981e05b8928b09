package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of time in which more failed than usual.
 *
 * @param metric which requests have failed
 * @param records how many match
 * @param found the newest first
 * @param others how many there are beside these, in which less failed beyond what is usual
 */
public record Anomalies(
    Metric metric,
    String zone,
    Period period,
    long records,
    List<Anomaly> found,
    int others,
    Duration elapsed) {

  /**
   * One stretch.
   *
   * @param period by the minute where it is shorter than a week
   * @param requests all that match in it, of other routes too
   * @param rate of these, as a query says it
   * @param routes those that failed more than usual, what failed most beyond it first
   * @param otherRoutes how many others there are that did
   */
  public record Anomaly(
      Period period,
      @Nullable Object requests,
      @Nullable Object rate,
      List<OfRoute> routes,
      int otherRoutes) {}

  /**
   * A route in a stretch.
   *
   * @param route null: unknown
   * @param usualRate in percent, what it has in the period outside of such stretches
   * @param excess how many more failed than that rate would have let
   */
  public record OfRoute(
      @Nullable String route,
      @Nullable Object requests,
      @Nullable Object rate,
      BigDecimal usualRate,
      long excess) {}
}
