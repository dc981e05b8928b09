package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in a log and the direction of reading.
 *
 * @param id ids beyond it are read; it is not itself included
 * @param ascending whether ids above it are read, ascending, else those below it, descending
 * @param limit how many at most
 * @param from only what is of this time or later; null: whatever the time
 * @param to only what is of an earlier time
 */
public record LogCursor(
    long id, boolean ascending, int limit, @Nullable Instant from, @Nullable Instant to) {

  /** Whatever the time. */
  public LogCursor(long id, boolean ascending, int limit) {
    this(id, ascending, limit, null, null);
  }
}
