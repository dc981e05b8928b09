package dev.footfall.server.store;

import java.util.List;

/** When the first and the last request of a project were created, in microseconds. */
public record Extent(long firstMicros, long lastMicros) {

  /**
   * @param rows at least one
   */
  static Extent of(List<RequestRow> rows) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (RequestRow row : rows) {
      first = Math.min(first, row.createdAtMicros());
      last = Math.max(last, row.createdAtMicros());
    }
    return new Extent(first, last);
  }

  Extent and(Extent other) {
    return new Extent(
        Math.min(firstMicros, other.firstMicros), Math.max(lastMicros, other.lastMicros));
  }
}
