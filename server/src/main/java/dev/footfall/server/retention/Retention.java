package dev.footfall.server.retention;

import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps what is stored within the rules: a minute after the start, then hourly. */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final long PATIENCE_MILLIS = 60_000;

  private final RetentionRun run;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "footfall-retention");

  public Retention(Store store, RetentionRules rules, Clock clock) {
    Instant saved = store.uses().savedTime();
    SteadyTime time =
        new SteadyTime(saved == null ? clock.instant() : saved, clock, System::nanoTime);
    run = new RetentionRun(store, rules, time, this::pause);
    thread.setDaemon(true);
    thread.start();
  }

  private void loop() {
    try {
      pause(FIRST_AFTER);
      while (true) {
        step();
        pause(EVERY);
      }
    } catch (InterruptedException e) {
      LOG.debug("The end", e);
    }
  }

  private void step() throws InterruptedException {
    try {
      run.run();
    } catch (IOException | StoreException e) {
      LOG.warn("What is out of date could not be deleted; it is tried again in an hour", e);
    } catch (RuntimeException e) {
      LOG.error("A fault in retention; it goes on in an hour", e);
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("The server is stopping");
    }
  }

  /** Ends after the slice that is being deleted; to be called when nothing is asked any more. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      run.end();
    } catch (StoreException e) {
      LOG.debug("When projects were last used is not saved", e);
    }
  }
}
