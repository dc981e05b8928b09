package dev.footfall.server.web;

import dev.footfall.server.query.Filter;
import dev.footfall.server.store.RequestRanking;
import dev.footfall.server.store.RequestVisitor;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project's requests in another order than that of their ids. Each step looks through all
 * that match: of those that were there at the start, each comes exactly once.
 */
final class RankedWalk implements RequestSteps {
  private final Store store;
  private final int projectId;
  private final Filter filter;
  private final RequestSort sort;
  private @Nullable StoredRequest behind;
  private boolean ended;

  /**
   * @param behind only what comes behind it in this order; null: from the first on
   */
  RankedWalk(
      Store store, int projectId, Filter filter, RequestSort sort, @Nullable StoredRequest behind) {
    this.store = store;
    this.projectId = projectId;
    this.filter = RequestWalk.bounded(store, projectId, filter);
    this.sort = sort;
    this.behind = behind;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void step(int limit, Duration budget, RequestVisitor visitor) throws IOException {
    List<StoredRequest> found =
        store.requests(
            new RequestRanking(
                projectId, filter, sort.by(), sort.ascending(), behind, limit, budget));
    boolean more = true;
    for (int i = 0; more && i < found.size(); i++) {
      behind = found.get(i);
      more = visitor.visit(behind);
    }
    ended = more && found.size() < limit;
  }
}
