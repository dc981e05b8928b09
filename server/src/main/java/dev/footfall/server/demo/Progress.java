package dev.footfall.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how far the year is filled: every fifth of it, and when it is whole. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final int STEPS = 5;

  private final long started = System.nanoTime();
  private final Instant end;
  private final double seconds;
  private long requests;
  private int told;
  private boolean ended;

  Progress(Instant end, Instant begin) {
    this.end = end;
    seconds = Duration.between(begin, end).toSeconds();
  }

  /** Notes requests that were stored, and from when on all are. */
  void add(int stored, Instant from) {
    requests += stored;
    int step = (int) (STEPS * Duration.between(from, end).toSeconds() / seconds);
    if (!ended && stored > 0 && step > told) {
      told = step;
      LOG.info(
          "The demo has its requests since {}, {} new ones",
          from.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
          requests);
    }
  }

  void end() {
    if (!ended && requests > 0) {
      long passed = (System.nanoTime() - started) / 1_000_000;
      LOG.info("The demo's year is whole: {} new requests in {} ms", requests, passed);
    }
    ended = true;
  }
}
