package dev.footfall.server.web;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.store.Extent;
import dev.footfall.server.store.Interruption;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestVisitor;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads a project's requests from a cursor on, window by window: no step searches far more than it
 * finds, and between two nothing of the store is held. All that it passes is committed when it
 * begins ({@link Store#newestRequestId}), so it ends however much arrives meanwhile.
 */
final class RequestWalk implements RequestSteps {
  private static final long FIRST_SPAN = 20_000;
  private static final long MAX_SPAN = 16_000_000;
  private static final int GROWTH = 4;

  private final Store store;
  private final int projectId;
  private final Filter filter;
  private final boolean ascending;
  private long after;
  private long before;
  private long span = FIRST_SPAN;

  private RequestWalk(
      Store store, int projectId, Filter filter, long after, long before, boolean ascending) {
    this.store = store;
    this.projectId = projectId;
    this.filter = filter;
    this.after = after;
    this.before = before;
    this.ascending = ascending;
  }

  /** Upwards from the first id above this one to the newest there is now. */
  static RequestWalk upwards(Store store, int projectId, Filter filter, long id) {
    long end = store.newestRequestId() + 1;
    return new RequestWalk(store, projectId, bounded(store, projectId, filter), id, end, true);
  }

  /** Downwards from the first id below this one to the oldest. */
  static RequestWalk downwards(Store store, int projectId, Filter filter, long id) {
    long end = store.newestRequestId() + 1;
    return new RequestWalk(
        store, projectId, bounded(store, projectId, filter), 0, Math.min(id, end), false);
  }

  /**
   * The same for what is stored by now, whose hours and weekdays are told by the changes of the
   * clock that lie between the first and the last record alone.
   */
  static Filter bounded(Store store, int projectId, Filter filter) {
    Extent extent =
        filter.readsClock() && !filter.zone().getRules().isFixedOffset()
            ? store.extent(projectId, Condition.ALWAYS, new Interruption())
            : null;
    if (extent == null) {
      return filter;
    }
    Instant first = Micros.toInstant(extent.firstMicros());
    Instant end = Micros.toInstant(extent.lastMicros() + 1);
    Instant from = filter.from();
    Instant to = filter.to();
    return filter.over(
        from == null || from.isBefore(first) ? first : from,
        to == null || to.isAfter(end) ? end : to);
  }

  @Override
  public boolean hasEnded() {
    return after + 1 >= before;
  }

  /** Reads one window on. */
  @Override
  public void step(int limit, Duration budget, RequestVisitor visitor) throws IOException {
    long from = ascending ? after : Math.max(after, before - 1 - span);
    long to = ascending ? Math.min(before, after + 1 + span) : before;
    long[] seen = {0, 0};
    boolean[] more = {true};
    store.requests(
        new RequestWindow(projectId, filter, from, to, ascending, limit, budget),
        request -> {
          seen[0]++;
          seen[1] = request.id();
          more[0] = visitor.visit(request);
          return more[0];
        });
    if (seen[0] == limit || !more[0]) {
      pass(seen[1]);
      span = Math.max(FIRST_SPAN, span / GROWTH);
    } else {
      pass(ascending ? to - 1 : from + 1);
      span = Math.min(MAX_SPAN, span * GROWTH);
    }
  }

  private void pass(long id) {
    if (ascending) {
      after = id;
    } else {
      before = id;
    }
  }
}
