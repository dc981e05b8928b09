package dev.footfall.server.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, checked.
 *
 * @param groups all but {@link Groups#ALL} go with a dimension that is not time
 * @param order empty: the default order
 * @param offset how many rows are passed over; 0 unless there is a dimension that is not time
 * @param budget how long it may take
 * @param id under which it can be stopped, if it has one
 */
public record Query(
    Filter filter,
    List<Metric> metrics,
    List<Dimension> dimensions,
    @Nullable Comparison compare,
    Groups groups,
    List<Order> order,
    int limit,
    int offset,
    boolean totals,
    Duration budget,
    @Nullable String id) {

  /** The same behind a lock. */
  public Query lockedBy(Condition lock) {
    return new Query(
        filter.lockedBy(lock),
        metrics,
        dimensions,
        compare,
        groups,
        order,
        limit,
        offset,
        totals,
        budget,
        id);
  }

  /** The same under an id that nobody but this caller gives. */
  public Query of(String caller) {
    return id == null
        ? this
        : new Query(
            filter,
            metrics,
            dimensions,
            compare,
            groups,
            order,
            limit,
            offset,
            totals,
            budget,
            caller + id);
  }
}
