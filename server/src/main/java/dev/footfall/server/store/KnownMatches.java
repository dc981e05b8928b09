package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What filters that were asked for lately find, in memory: the panels of a page ask for the same
 * one each. Known until a commit changes what can be read of the project. Thread-safe.
 */
final class KnownMatches {
  private static final int MAX = 64;

  private final Revisions revisions;
  // guarded by this
  private final Map<Asked, Known> known = new LinkedHashMap<>();

  private record Asked(int projectId, Filter filter, boolean times, boolean users) {}

  private record Known(long revision, Matches matches) {}

  KnownMatches(Revisions revisions) {
    this.revisions = revisions;
  }

  /**
   * @param read asks the engine, when it is not known
   */
  Matches of(int projectId, Filter filter, List<Metric> metrics, Supplier<Matches> read) {
    Asked asked =
        new Asked(
            projectId, filter, Aggregates.asksForTimes(metrics), Aggregates.asksForUsers(metrics));
    long revision = revisions.of(projectId).requests();
    Known former = find(asked);
    if (former != null && former.revision == revision) {
      return former.matches;
    }
    Matches matches = read.get();
    remember(asked, new Known(revision, matches));
    return matches;
  }

  private synchronized @Nullable Known find(Asked asked) {
    return known.get(asked);
  }

  private synchronized void remember(Asked asked, Known found) {
    known.remove(asked);
    known.put(asked, found);
    if (known.size() > MAX) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
