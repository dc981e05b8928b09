package dev.footfall.server.answer;

import dev.footfall.server.query.Field;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moved a figure between two periods.
 *
 * @param slowerThan of a percentile: the response time in ms of which the requests that take longer
 *     are looked at; null: it is no percentile, or had no value before
 * @param records how many match
 * @param within the same inside of what explains most; null when nothing stands out
 */
public record Explanation(
    Metric metric,
    @Nullable BigDecimal slowerThan,
    String zone,
    Period period,
    long records,
    Period former,
    long formerRecords,
    Movement movement,
    @Nullable Within within,
    Duration elapsed) {

  /**
   * How a figure moved.
   *
   * @param now as a query says it; null: there is none
   * @param explained what the contributions add up to the change of; null when one of the figures
   *     is null
   * @param dimensions where the cause shows best first
   */
  public record Movement(
      @Nullable Object now,
      @Nullable Object before,
      Column.Exactness exactness,
      @Nullable Explained explained,
      List<Attribution> dimensions) {}

  /** The figure to more digits, or of a percentile the percentage of slower requests. */
  public record Explained(BigDecimal now, BigDecimal before, BigDecimal change) {}

  /**
   * The change by the values of a field.
   *
   * @param concentration how much of it few values explain beyond what they would if all had moved
   *     alike, 0 to 1
   * @param rows the largest contributions first
   * @param otherValues how many others there are
   * @param others these together; null: there are none
   */
  public record Attribution(
      Field field,
      long values,
      BigDecimal concentration,
      List<Contribution> rows,
      long otherValues,
      @Nullable Contribution others) {}

  /**
   * What one value contributes.
   *
   * @param value null: the field is missing
   * @param ofChange as a part of the whole change; null: there is none
   * @param rateEffect what its own rate or mean contributes; null: it is a count
   * @param mixEffect what its share of the requests contributes
   */
  public record Contribution(
      @Nullable Object value,
      Side now,
      Side before,
      BigDecimal contribution,
      @Nullable BigDecimal ofChange,
      @Nullable BigDecimal rateEffect,
      @Nullable BigDecimal mixEffect) {}

  /**
   * One period of a value.
   *
   * @param figure its count, rate or mean; null: it has no requests
   * @param share of the count, or of the requests
   */
  public record Side(@Nullable BigDecimal figure, @Nullable BigDecimal share) {}

  /** One value alone. */
  public record Within(Field field, @Nullable Object value, Movement movement) {}
}
