package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Stats;

/** The account of every record. */
final class Accounts {

  private Accounts() {}

  /**
   * Asserts that every record is somewhere, once, as soon as the pipeline is at rest: in the middle
   * of a turn a record may have left one place and not be counted in the next.
   *
   * @return the figures that add up
   */
  static Stats assertBalanced(Analytics analytics) {
    Stats[] last = new Stats[1];
    Await.until(() -> isBalanced(last[0] = analytics.stats()), () -> "does not add up: " + last[0]);
    return last[0];
  }

  /** Asserts that it adds up and that nothing was given up. */
  static Stats assertNothingDropped(Analytics analytics) {
    Stats stats = assertBalanced(analytics);
    assertThat(stats.droppedTotal()).as("%s", stats).isZero();
    return stats;
  }

  /** Closes and asserts that this many records, and no others, are left, all of them on disk. */
  static void closeLeavingOnDisk(Analytics analytics, long records) {
    analytics.close();
    // a busy machine may be late in writing the last account
    Await.until(() -> analytics.stats().spooled() == records, () -> "left: " + analytics.stats());
    assertNothingDropped(analytics);
  }

  private static boolean isBalanced(Stats stats) {
    return stats.recorded()
        == stats.delivered()
            + stats.droppedTotal()
            + stats.queued()
            + stats.inFlight()
            + stats.spooled();
  }
}
