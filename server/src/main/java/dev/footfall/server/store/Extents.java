package dev.footfall.server.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The extent of each project's requests, in memory: the engine looks at each row for it once some
 * are not yet in the file. To be told of each commit. Thread-safe.
 */
final class Extents {
  private final Map<Integer, Extent> known = new ConcurrentHashMap<>();
  private long commits;

  /**
   * @param read asks the engine, when it is not known
   */
  @Nullable Extent of(int projectId, Supplier<@Nullable Extent> read) {
    Extent extent = known.get(projectId);
    if (extent != null) {
      return extent;
    }
    long before = commits();
    Extent found = read.get();
    remember(projectId, found, before);
    return found;
  }

  /** These are there now as well. */
  synchronized void widen(int projectId, Extent more) {
    commits++;
    known.computeIfPresent(projectId, (id, extent) -> extent.and(more));
  }

  /** Some are gone or changed. */
  synchronized void forget(int projectId) {
    commits++;
    known.remove(projectId);
  }

  synchronized void forgetAll() {
    commits++;
    known.clear();
  }

  private synchronized long commits() {
    return commits;
  }

  /** Unless a commit came since: what was found may not have seen it. */
  private synchronized void remember(int projectId, @Nullable Extent extent, long commitsBefore) {
    if (extent != null && commits == commitsBefore) {
      known.put(projectId, extent);
    }
  }
}
