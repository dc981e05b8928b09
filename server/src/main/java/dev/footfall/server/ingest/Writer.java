package dev.footfall.server.ingest;

import dev.footfall.server.metrics.Timing;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Batch;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import dev.footfall.server.store.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all batches that wait, commits them together, and then
 * answers each: a commit costs the same for one batch as for a hundred. When writing fails, here or
 * in any other call of the store, the waiting are refused, and it tries again by itself until it
 * works.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_GROUP_RECORDS = 40_000;

  private final Store store;
  private final int maxRecords;
  private final Duration retryEvery;
  private final Timing commits = new Timing();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // guarded by lock
  private List<Waiting> waiting = new ArrayList<>();
  private int waitingRecords;
  private boolean closed;

  private record Waiting(Batch batch, CompletableFuture<Stored> outcome) {}

  Writer(Store store, int maxRecords, Duration retryEvery) {
    this.store = store;
    this.maxRecords = maxRecords;
    this.retryEvery = retryEvery;
    this.thread = new Thread(this::run, "footfall-writer");
    thread.start();
  }

  /** Hands a batch over; the future completes when it is on disk, or fails when it is not. */
  CompletableFuture<Stored> submit(Batch batch) {
    lock.lock();
    try {
      if (closed) {
        throw Refusal.unavailable("The server is stopping. Send it again later.");
      }
      if (waitingRecords + batch.cost() > maxRecords && !waiting.isEmpty()) {
        throw Refusal.unavailable("Too much is waiting for the disk. Send it again later.");
      }
      Waiting entry = new Waiting(batch, new CompletableFuture<>());
      waiting.add(entry);
      waitingRecords += batch.cost();
      changed.signal();
      return entry.outcome;
    } finally {
      lock.unlock();
    }
  }

  /** The transactions with records so far, those that failed too. */
  Timing commits() {
    return commits;
  }

  int waitingRecords() {
    lock.lock();
    try {
      return waitingRecords;
    } finally {
      lock.unlock();
    }
  }

  /** Why writing does not work at present, or null when it does. */
  @Nullable String trouble() {
    if (!thread.isAlive()) {
      return "The server has stopped writing; start it again";
    }
    return store.trouble();
  }

  /** Writes what was handed over, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    Uninterruptibly.join(thread);
  }

  private void run() {
    boolean more = true;
    while (more) {
      try {
        more = step();
      } catch (Throwable e) {
        // Without this thread nothing would ever be stored again.
        LOG.error("A fault while writing", e);
      }
    }
  }

  /** Whether there is more to come. */
  private boolean step() {
    List<Waiting> group = take();
    if (group == null) {
      return false;
    }
    if (!group.isEmpty()) {
      write(group);
    } else if (store.trouble() != null) {
      probe();
    }
    return true;
  }

  /**
   * The next group; empty when it is time to see whether writing works; null when all is written
   * and nothing more will come.
   */
  private @Nullable List<Waiting> take() {
    lock.lock();
    try {
      while (waiting.isEmpty()) {
        if (closed) {
          return null;
        }
        if (!changed.await(retryEvery.toMillis(), TimeUnit.MILLISECONDS)) {
          return List.of();
        }
      }
      return group();
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody did, it goes on: batches wait for it.
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting> group() {
    int records = 0;
    int end = 0;
    while (end < waiting.size() && (end == 0 || records < MAX_GROUP_RECORDS)) {
      records += waiting.get(end++).batch.cost();
    }
    List<Waiting> group = waiting.subList(0, end);
    waiting = new ArrayList<>(waiting.subList(end, waiting.size()));
    waitingRecords -= records;
    return group;
  }

  private void write(List<Waiting> group) {
    long begin = System.nanoTime();
    try {
      List<Stored> outcomes = store.append(group.stream().map(Waiting::batch).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).outcome.complete(outcomes.get(i));
      }
    } catch (Throwable e) {
      LOG.debug("A group could not be written", e);
      Refusal refusal =
          Refusal.unavailable("The data cannot be written at present. Send it again later.");
      group.forEach(entry -> entry.outcome.completeExceptionally(refusal));
    } finally {
      commits.since(begin);
    }
  }

  private void probe() {
    try {
      store.probe();
    } catch (StoreException e) {
      LOG.debug("Writing does not work yet", e);
    }
  }
}
