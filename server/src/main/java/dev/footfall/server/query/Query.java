package dev.footfall.server.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, checked.
 *
 * @param order empty: the default order
 * @param budget how long it may take
 * @param id under which it can be stopped, if it has one
 */
public record Query(
    Filter filter,
    List<Metric> metrics,
    List<Dimension> dimensions,
    @Nullable Comparison compare,
    List<Order> order,
    int limit,
    boolean totals,
    Duration budget,
    @Nullable String id) {

  /** The same behind a lock. */
  public Query lockedBy(Condition lock) {
    return new Query(
        filter.lockedBy(lock), metrics, dimensions, compare, order, limit, totals, budget, id);
  }
}
