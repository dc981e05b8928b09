package dev.footfall.server.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question for the stretches of time in which more failed than usual, checked.
 *
 * @param metric which requests have failed: one of the three error rates
 * @param limit stretches at most
 * @param budget how long it may take
 * @param id under which it can be stopped, if it has one
 */
public record AnomalySearch(
    Filter filter, Metric metric, int limit, Duration budget, @Nullable String id) {

  /** The same behind a lock. */
  public AnomalySearch lockedBy(Condition lock) {
    return new AnomalySearch(filter.lockedBy(lock), metric, limit, budget, id);
  }

  /** The same under an id that nobody but this caller gives. */
  public AnomalySearch of(String caller) {
    return id == null ? this : new AnomalySearch(filter, metric, limit, budget, caller + id);
  }
}
