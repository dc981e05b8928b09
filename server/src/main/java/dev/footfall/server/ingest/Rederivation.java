package dev.footfall.server.ingest;

import dev.footfall.server.store.Outdated;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private volatile long idsLeft;
  private final Semaphore due = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "footfall-rederivation");

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

  /** Looks for such requests again, once it is through with those it has found. */
  void wake() {
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
      Outdated outdated = store.outdated();
      if (outdated.records() > 0) {
        LOG.info("{} stored requests are brought to the present rules", outdated.records());
        if (derive(outdated)) {
          LOG.info("All stored requests are at the present rules");
        }
      }
    } catch (IOException | StoreException e) {
      LOG.warn("Stored requests stay at the former rules for the moment", e);
    }
  }

  /** Whether it came to the end. */
  private boolean derive(Outdated outdated) throws InterruptedException {
    long firstId = outdated.firstId();
    while (firstId <= outdated.lastId()) {
      idsLeft = outdated.lastId() - firstId + 1;
      long start = System.nanoTime();
      Duration pause;
      try {
        store.derive(
            firstId,
            firstId + part - 1,
            (settings, texts) -> derivation.fillAgain(texts, settings.rules()));
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
