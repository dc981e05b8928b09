package dev.footfall;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to stay away after a failed post: jittered and doubling from 1 s to 5 min, or as long as
 * the server asked for, up to 1 h. Shipper's thread only.
 */
final class Backoff {

  private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long LONGEST_ASKED_NANOS = Duration.ofHours(1).toNanos();
  private static final long HOPELESS_NANOS = Duration.ofMinutes(10).toNanos();

  private final DoubleSupplier random;
  private int failures;
  private long until;
  private boolean waiting;
  private boolean asked;

  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** How much longer to stay away, in nanoseconds; 0 when there is no need. */
  long delay(long now) {
    return waiting ? Math.max(0, until - now) : 0;
  }

  /** There is reason to try at once, unless the server has asked for the pause. */
  void end() {
    waiting &= asked;
  }

  /** The server has answered to the point; it may still ask to be left alone for a while. */
  void answered(long now, @Nullable Duration retryAfter) {
    failures = 0;
    waiting = false;
    if (retryAfter != null) {
      wait(now, Math.min(LONGEST_ASKED_NANOS, retryAfter.toNanos()));
      asked = true;
    }
  }

  void failed(long now, @Nullable Duration retryAfter) {
    long longest = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures, 20));
    failures++;
    long delay = (long) (longest * (0.5 + random.getAsDouble() / 2));
    if (retryAfter != null) {
      // A little later than asked, each at another time: others were told the same.
      long pause = Math.min(LONGEST_ASKED_NANOS, retryAfter.toNanos());
      long spread = (long) (random.getAsDouble() * Math.min(longest, pause / 4 + FIRST_NANOS));
      delay = Math.min(LONGEST_ASKED_NANOS, Math.max(delay, pause + spread));
    }
    wait(now, delay);
    asked = retryAfter != null;
  }

  /** Trying again at once would change nothing: somebody has to mend something first. */
  void hopeless(long now) {
    wait(now, HOPELESS_NANOS);
  }

  private void wait(long now, long delay) {
    until = now + delay;
    waiting = true;
    asked = false;
  }
}
