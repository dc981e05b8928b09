package dev.footfall.server.retention;

import dev.footfall.server.store.Forgetting;
import dev.footfall.server.store.Forgetting.Forgotten;
import dev.footfall.server.store.RecordKind;
import dev.footfall.server.store.Sweep;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Deletes slice by slice, with longer pauses than a slice took, in which posts are written. */
final class Sweeper {
  /** Times as long as what kept posts waiting. */
  private static final int PAUSE = 3;

  private final Forgetting forgetting;
  private final Pause pause;
  private final Map<Integer, Forgotten> deleted = new HashMap<>();

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    /**
     * Returns when it has passed.
     *
     * @throws InterruptedException when it is time to end
     */
    void await(Duration duration) throws InterruptedException;
  }

  Sweeper(Forgetting forgetting, Pause pause) {
    this.forgetting = forgetting;
    this.pause = pause;
  }

  void sweep(Sweep sweep) throws IOException, InterruptedException {
    for (long slice : forgetting.slices(sweep)) {
      long start = System.nanoTime();
      forgetting
          .delete(sweep, slice)
          .forEach((project, count) -> add(project, sweep.kind(), count));
      pause.await(Duration.ofNanos(PAUSE * (System.nanoTime() - start)));
    }
  }

  private void add(int project, RecordKind kind, long count) {
    Forgotten more = kind == RecordKind.REQUEST ? new Forgotten(count, 0) : new Forgotten(0, count);
    deleted.merge(project, more, Forgotten::and);
  }

  /** How many records were deleted by now, by project. */
  Map<Integer, Forgotten> deleted() {
    return deleted;
  }
}
