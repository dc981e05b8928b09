package dev.footfall.server.answer;

import dev.footfall.server.query.Bucket;
import dev.footfall.server.query.Period;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query finds. Values are texts, numbers, or times in the query's zone.
 *
 * @param truncated whether there are more rows than the limit
 * @param bucket how time is cut, where it is a dimension
 * @param comparison null unless it was asked for
 */
public record Answer(
    List<Column> columns,
    Part main,
    boolean truncated,
    String zone,
    @Nullable Bucket bucket,
    @Nullable Part comparison,
    Duration elapsed) {

  /**
   * What is found in one period.
   *
   * @param samples how many records are behind each row
   * @param totals null unless they were asked for
   * @param records how many records match
   * @param usersLeftOut how many of them have no user; null unless users were asked for
   */
  public record Part(
      Period period,
      List<List<@Nullable Object>> rows,
      List<Long> samples,
      @Nullable List<@Nullable Object> totals,
      long records,
      @Nullable Long usersLeftOut) {}
}
