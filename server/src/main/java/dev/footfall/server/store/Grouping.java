package dev.footfall.server.store;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Order;
import dev.footfall.server.query.TimeGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures for groups of requests.
 *
 * @param dimensions none: one group of all, also when there is nothing
 * @param grid how time is cut, where it is a dimension
 * @param order by columns of this grouping; ties are broken by the dimensions
 * @param limit groups at most
 * @param offset groups that are passed over
 * @param among keys of the groups that are wanted, whatever their time; null: all
 * @param membership what else there must be of a group; null: nothing
 */
public record Grouping(
    Filter filter,
    List<Dimension> dimensions,
    @Nullable TimeGrid grid,
    List<Metric> metrics,
    Precision precision,
    List<Order> order,
    int limit,
    int offset,
    @Nullable List<List<@Nullable Object>> among,
    @Nullable Membership membership) {

  /** The first groups, whatever else there is of them. */
  public Grouping(
      Filter filter,
      List<Dimension> dimensions,
      @Nullable TimeGrid grid,
      List<Metric> metrics,
      Precision precision,
      List<Order> order,
      int limit,
      @Nullable List<List<@Nullable Object>> among) {
    this(filter, dimensions, grid, metrics, precision, order, limit, 0, among, null);
  }

  /**
   * Leaves records out by what others there are of their group.
   *
   * @param others what finds these
   * @param by what the groups are, none of it time; a grouping may have other dimensions
   * @param shared whether there must be others, or must not
   */
  public record Membership(Filter others, List<Dimension> by, boolean shared) {}

  /**
   * How figures are computed.
   *
   * @param weighted whether records have weights other than 1
   * @param wideTimes whether response times take 64 bits
   * @param estimateDistinct users and routes rather than count each
   */
  public record Precision(
      boolean weighted, boolean wideTimes, boolean estimateDistinct, Percentiles percentiles) {}

  /** What percentiles are computed from. */
  public enum Percentiles {
    ALL_VALUES,
    /** Those of one record in {@value #SAMPLED}, whichever chance takes: none of a small group. */
    SAMPLE,
    /** A t-digest: little memory, but more work than sorting. */
    DIGEST;

    public static final int SAMPLED = 16;
  }
}
