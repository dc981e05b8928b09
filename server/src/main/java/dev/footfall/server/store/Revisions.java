package dev.footfall.server.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in memory, the commits that changed what can be read of each project. To be told of one
 * once it is committed: whoever asks before asks again. Thread-safe.
 */
final class Revisions {
  private final Clock clock;
  private final Map<Integer, Newest> byProject = new ConcurrentHashMap<>();
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

  /** Records of one kind; null: of both. */
  void changed(int projectId, @Nullable RecordKind kind) {
    Newest one =
        new Newest(
            kind == RecordKind.EVENT ? 0 : 1, kind == RecordKind.REQUEST ? 0 : 1, clock.instant());
    byProject.merge(projectId, one, Revisions::sum);
  }

  /** Records of any project may have. */
  synchronized void changedAll() {
    ofAll = sum(ofAll, new Newest(1, 1, clock.instant()));
  }

  private static Newest sum(Newest before, Newest more) {
    return new Newest(
        before.requests() + more.requests(), before.events() + more.events(), more.at());
  }
}
