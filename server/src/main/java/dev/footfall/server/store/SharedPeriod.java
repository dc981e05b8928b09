package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of what time a share link shows the records.
 *
 * @param from created at or after; null: from the first on
 * @param to created before; null: to the last
 * @param lastDays created so many days ago at most, each of 24 hours; null: however long ago
 */
public record SharedPeriod(
    @Nullable Instant from, @Nullable Instant to, @Nullable Integer lastDays) {

  /** What a request must be like at this moment, beside what its filters say. */
  Condition lock(Condition filters, Instant now) {
    Instant begin = lastDays == null ? null : now.minus(Duration.ofDays(lastDays));
    Instant first = begin == null || (from != null && from.isAfter(begin)) ? from : begin;
    return new Condition.Masked(
        new Condition.And(List.of(filters, new Condition.Created(first, to))));
  }
}
