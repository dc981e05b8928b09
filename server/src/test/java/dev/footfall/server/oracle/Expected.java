package dev.footfall.server.oracle;

import java.time.Instant;
import java.util.List;

/**
 * What the answer to a question has to be.
 *
 * @param bucket the name of the buckets, or null without a dimension over time
 * @param usersLeftOut null unless users are asked for
 * @param comparison null unless asked for
 */
record Expected(
    List<Column> columns,
    Part main,
    boolean truncated,
    String bucket,
    Long usersLeftOut,
    Part comparison) {

  record Column(String name, String type, Exactness exactness) {}

  /** Whether a column says that its figures are exact; a dimension does not say. */
  enum Exactness {
    UNSAID,
    EXACT,
    ESTIMATED,
    /** Only the figures of one of the two periods are. */
    DIVIDED
  }

  /**
   * The figures of one period.
   *
   * @param rows values as a String, BigDecimal, {@link Near}, OffsetDateTime or null
   * @param totals null unless asked for
   */
  record Part(
      Instant from,
      Instant to,
      List<List<Object>> rows,
      List<Integer> samples,
      List<Object> totals,
      int records) {}
}
