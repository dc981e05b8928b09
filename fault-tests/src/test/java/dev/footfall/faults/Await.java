package dev.footfall.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads and processes do, up to a deadline. */
final class Await {

  /** Long enough for a busy machine; nothing that works takes as long. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private Await() {}

  /** Waits until it holds; fails with what is said then. */
  static void until(BooleanSupplier holds, Supplier<String> otherwise) {
    if (!within(PATIENCE, holds)) {
      throw new AssertionError(otherwise.get());
    }
  }

  /** Whether it holds before the time is over. */
  static boolean within(Duration time, BooleanSupplier holds) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return true;
  }
}
