package dev.footfall.server.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for what moved a figure, checked.
 *
 * @param former the period that it is compared with; null: as {@code compare} says
 * @param fields by whose values the change is explained
 * @param limit values of each field
 * @param budget how long it may take
 * @param id under which it can be stopped, if it has one
 */
public record Why(
    Filter filter,
    Metric metric,
    Comparison compare,
    @Nullable Period former,
    List<Field> fields,
    int limit,
    Duration budget,
    @Nullable String id) {

  /** The same behind a lock. */
  public Why lockedBy(Condition lock) {
    return new Why(filter.lockedBy(lock), metric, compare, former, fields, limit, budget, id);
  }

  /** The same under an id that nobody but this caller gives. */
  public Why of(String caller) {
    return id == null
        ? this
        : new Why(filter, metric, compare, former, fields, limit, budget, caller + id);
  }
}
