package dev.footfall.server.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in memory, the commits that changed what can be read of each project, and keeps what they
 * leave of its extent and of what is known of it. To be told of one once it is committed: whoever
 * asks before asks again. Thread-safe.
 */
final class Revisions {
  private final Clock clock;
  private final Map<Integer, Newest> byProject = new ConcurrentHashMap<>();
  private final Extents extents = new Extents();
  private final KnownMatches matches = new KnownMatches();
  private volatile Newest ofAll;

  Revisions(Clock clock) {
    this.clock = clock;
    Instant now = clock.instant();
    // no former start was in the same microsecond, nor had a commit in each since
    ofAll = new Newest(Micros.of(now), Micros.of(now), now);
  }

  Newest of(int projectId) {
    Newest own = byProject.get(projectId);
    Newest all = ofAll;
    return own == null
        ? all
        : new Newest(
            all.requests() + own.requests(),
            all.events() + own.events(),
            own.at().isAfter(all.at()) ? own.at() : all.at());
  }

  Extents extents() {
    return extents;
  }

  KnownMatches matches() {
    return matches;
  }

  /** Requests of this extent came. */
  void cameRequests(int projectId, Extent extent) {
    extents.widen(projectId, extent);
    matches.came(projectId, extent);
    count(projectId, RecordKind.REQUEST);
  }

  /** Routes were declared, which are seen beside requests. */
  void cameRoutes(int projectId) {
    count(projectId, RecordKind.REQUEST);
  }

  void cameEvents(int projectId) {
    count(projectId, RecordKind.EVENT);
  }

  /** Records of one kind were changed or deleted; null: of both. */
  void changed(int projectId, @Nullable RecordKind kind) {
    if (kind != RecordKind.EVENT) {
      extents.forget(projectId);
      matches.forget(projectId);
    }
    count(projectId, kind);
  }

  private void count(int projectId, @Nullable RecordKind kind) {
    Newest one =
        new Newest(
            kind == RecordKind.EVENT ? 0 : 1, kind == RecordKind.REQUEST ? 0 : 1, clock.instant());
    byProject.merge(projectId, one, Revisions::sum);
  }

  /** Records of any project may have. */
  synchronized void changedAll() {
    extents.forgetAll();
    matches.forgetAll();
    ofAll = sum(ofAll, new Newest(1, 1, clock.instant()));
  }

  private static Newest sum(Newest before, Newest more) {
    return new Newest(
        before.requests() + more.requests(), before.events() + more.events(), more.at());
  }
}
