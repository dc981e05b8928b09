package dev.footfall.server.ingest;

import dev.footfall.server.store.Outdated;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored requests to today's rules and their projects' templates, at the start and whenever
 * it is woken, a few at a time, with pauses in which posts are written. Each part is a transaction
 * that marks what it did, so that it can be stopped at any point and goes on after the next start.
 */
final class Rederivation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rederivation.class);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Store store;
  private final Derivation derivation;
  private final int part;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile Counted counted = new Counted(-1, Map.of());
  private volatile long idsLeft;
  private final Semaphore due = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "footfall-rederivation");

  /**
   * How many requests were left, by project, when it had been woken so often; less those that were
   * derived since.
   */
  private record Counted(int wakes, Map<Integer, Long> left) {}

  /**
   * @param part how many ids are looked at in one transaction
   */
  Rederivation(Store store, Derivation derivation, int part) {
    this.store = store;
    this.derivation = derivation;
    this.part = part;
    thread.setDaemon(true);
    thread.start();
  }

  /** Over how many ids requests are still to be looked at. */
  long idsLeft() {
    return idsLeft;
  }

  /** How many of a project's; from memory, but for the moment after it was woken. */
  long left(int projectId) throws IOException {
    Counted known = counted;
    return known.wakes() == wakes.get()
        ? known.left().getOrDefault(projectId, 0L)
        : store.outdated(projectId);
  }

  /** Looks for such requests again, once it is through with those it has found. */
  void wake() {
    wakes.incrementAndGet();
    due.release();
  }

  /** Ends after the part that is being written. */
  @Override
  public void close() {
    closing.countDown();
    wake();
    Uninterruptibly.join(thread);
  }

  private void run() {
    try {
      due.acquire();
      while (closing.getCount() > 0) {
        due.drainPermits();
        step();
        due.acquire();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody did, the next start goes on.
      LOG.debug("Interrupted", e);
    }
  }

  private void step() throws InterruptedException {
    try {
      Outdated outdated = count();
      if (!outdated.records().isEmpty()) {
        long records = outdated.records().values().stream().mapToLong(Long::longValue).sum();
        LOG.info("{} stored requests are brought to the present rules", records);
        if (derive(outdated)) {
          LOG.info("All stored requests are at the present rules");
          recount();
        }
      }
    } catch (IOException | StoreException e) {
      LOG.warn("Stored requests stay at the former rules for the moment", e);
    }
  }

  private Outdated count() throws IOException {
    int now = wakes.get();
    Outdated outdated = store.outdated();
    counted = new Counted(now, new ConcurrentHashMap<>(outdated.records()));
    return outdated;
  }

  /** What was deleted meanwhile is not left either. */
  private void recount() {
    try {
      count();
    } catch (IOException | StoreException e) {
      LOG.debug("Not counted again", e);
    }
  }

  private void derived(int projectId, long records) {
    counted.left().computeIfPresent(projectId, (id, left) -> Math.max(0, left - records));
  }

  /** Whether it came to the end. */
  private boolean derive(Outdated outdated) throws IOException, InterruptedException {
    long firstId = outdated.firstId();
    while (firstId <= outdated.lastId()) {
      idsLeft = outdated.lastId() - firstId + 1;
      long start = System.nanoTime();
      Duration pause;
      try {
        if (counted.wakes() != wakes.get()) {
          count();
        }
        store
            .derive(
                firstId,
                firstId + part - 1,
                (settings, texts) -> derivation.fillAgain(texts, settings.rules()))
            .forEach(this::derived);
        firstId += part;
        // As long as it kept the others from writing.
        pause = Duration.ofNanos(System.nanoTime() - start);
      } catch (StoreException e) {
        LOG.debug("A part is tried again", e);
        pause = RETRY_AFTER;
      }
      if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    idsLeft = 0;
    return true;
  }
}
