package dev.footfall.server;

import dev.footfall.server.store.BusyException;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.NoSpaceException;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the data file anew once a day, when something was deleted. */
final class NightlyCompaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyCompaction.class);
  private static final long LOOK_EVERY_SECONDS = 20;
  private static final long PATIENCE_MILLIS = 30_000;

  private final Store store;
  private final LocalTime at;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "footfall-compaction");

  // of the one thread
  private Instant next;

  /**
   * @param clock its zone says when a day begins
   */
  NightlyCompaction(Store store, LocalTime at, Clock clock) {
    this.store = store;
    this.at = at;
    this.clock = clock;
    this.next = next();
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread.
      LOG.debug("Interrupted", e);
    }
  }

  /** Asks the clock anew each time: it may jump, and a machine may sleep. */
  void look() {
    boolean due = !clock.instant().isBefore(next);
    next = next();
    if (due && store.hasResidue()) {
      compact();
    }
  }

  private void compact() {
    try {
      store.compact();
    } catch (BusyException | MemoryException | NoSpaceException | StoreException e) {
      LOG.warn("What was deleted stays in the data file until tomorrow: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("What was deleted stays in the data file until tomorrow", e);
    }
  }

  private Instant next() {
    ZonedDateTime now = ZonedDateTime.now(clock);
    ZonedDateTime today = now.with(at);
    return (today.isAfter(now) ? today : now.plusDays(1).with(at)).toInstant();
  }

  /** A compaction that runs is stopped by the store. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
