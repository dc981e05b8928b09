package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What filters that were asked for lately find, in memory: the panels of a page ask for the same
 * one each. To be told of each commit. Thread-safe.
 */
final class KnownMatches {
  private static final int MAX = 64;

  // guarded by this
  private final Map<Asked, Entry> known = new LinkedHashMap<>(MAX, 0.75f, true);

  private record Asked(int projectId, Filter filter, boolean times, boolean users) {
    boolean mayFind(Extent created) {
      Instant from = filter.from();
      Instant to = filter.to();
      return (from == null || Micros.of(from) <= created.lastMicros())
          && (to == null || Micros.of(to) >= created.firstMicros());
    }
  }

  /**
   * There from when the engine is first asked: gone from the map once a commit comes that an answer
   * may not have seen, so that nobody else gets it.
   */
  private static final class Entry {
    volatile @Nullable Matches matches;
  }

  /**
   * @param read asks the engine, when it is not known
   */
  Matches of(int projectId, Filter filter, List<Metric> metrics, Supplier<Matches> read) {
    boolean times = Aggregates.asksForTimes(metrics);
    Asked asked = new Asked(projectId, filter, times, Aggregates.asksForUsers(metrics));
    Entry entry = entry(asked);
    Matches former = entry.matches;
    if (former != null) {
      return former;
    }
    Matches matches = read.get();
    entry.matches = matches;
    return matches;
  }

  private synchronized Entry entry(Asked asked) {
    Entry entry = known.computeIfAbsent(asked, of -> new Entry());
    if (known.size() > MAX) {
      known.remove(known.keySet().iterator().next());
    }
    return entry;
  }

  /** Requests of this extent came. */
  synchronized void came(int projectId, Extent created) {
    known.keySet().removeIf(asked -> asked.projectId == projectId && asked.mayFind(created));
  }

  /** Some are gone or changed. */
  synchronized void forget(int projectId) {
    known.keySet().removeIf(asked -> asked.projectId == projectId);
  }

  synchronized void forgetAll() {
    known.clear();
  }
}
