package dev.footfall.server.answer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many through at once; projects that wait take turns, however many each has waiting: at
 * most half of all.
 */
final class Gate {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int maxInside;
  private final int maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<Integer, Deque<Run>> waiting = new LinkedHashMap<>();
  private int inside;
  private int outside;

  Gate(int maxInside, int maxWaiting) {
    this.maxInside = maxInside;
    this.maxWaiting = maxWaiting;
  }

  /** Does the work when it is the run's turn, unless the run is stopped before. */
  <T extends @Nullable Object> T pass(int projectId, Run run, Supplier<T> work) {
    enter(projectId, run);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  private void enter(int projectId, Run run) {
    lock.lock();
    try {
      if (inside < maxInside && outside == 0) {
        inside++;
      } else if (outside < maxWaiting && waiting(projectId) < maxWaiting / 2) {
        await(projectId, run);
      } else {
        throw new Unanswered("Too many queries wait already. Try again later.");
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(int projectId, Run run) {
    outside++;
    Deque<Run> line = waiting.computeIfAbsent(projectId, project -> new ArrayDeque<>());
    line.addLast(run);
    boolean admitted = false;
    try {
      while (inside >= maxInside || !isNext(run)) {
        run.check();
        moved.awaitNanos(LOOK_NANOS);
      }
      admitted = true;
      inside++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered("The server is stopping.");
    } finally {
      outside--;
      line.remove(run);
      // One that gave up keeps its project's place, one that was let in yields it.
      if (admitted || line.isEmpty()) {
        waiting.remove(projectId);
      }
      if (!line.isEmpty()) {
        waiting.put(projectId, line);
      }
      if (!admitted || inside < maxInside) {
        moved.signalAll();
      }
    }
  }

  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return outside;
    } finally {
      lock.unlock();
    }
  }

  private int waiting(int projectId) {
    Deque<Run> line = waiting.get(projectId);
    return line == null ? 0 : line.size();
  }

  private boolean isNext(Run run) {
    return waiting.values().iterator().next().peekFirst() == run;
  }

  private void leave() {
    lock.lock();
    try {
      inside--;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
