package dev.footfall;

/** The shipper's side of a {@link PendingRecord}: what came of it, taken exactly once. */
final class Settlement implements PendingRecord {

  private enum State {
    OPEN,
    HELD,
    SETTLED,
    TAKEN
  }

  private State state = State.OPEN;
  private int status;
  private long elapsedNanos;

  Settlement(int status, long elapsedNanos) {
    this.status = status;
    this.elapsedNanos = elapsedNanos;
  }

  @Override
  public synchronized void hold() {
    if (state == State.OPEN) {
      state = State.HELD;
    }
  }

  @Override
  public synchronized void settle(int status, long elapsedNanos) {
    if (state == State.OPEN || state == State.HELD) {
      this.status = status;
      this.elapsedNanos = Math.max(0, elapsedNanos);
      state = State.SETTLED;
    }
  }

  /**
   * Ends the wait if it is over.
   *
   * @param ageNanos how long ago the request finished
   * @param patienceNanos how long to wait for an error page to begin
   * @param force take it as it is
   * @return whether status and time are final now
   */
  synchronized boolean take(long ageNanos, long patienceNanos, boolean force) {
    boolean over =
        switch (state) {
          case OPEN -> ageNanos >= patienceNanos;
          case HELD -> ageNanos >= HELD_PATIENCE_NANOS;
          case SETTLED, TAKEN -> true;
        };
    if (over || force) {
      state = State.TAKEN;
      return true;
    }
    return false;
  }

  synchronized int status() {
    return status;
  }

  synchronized long elapsedNanos() {
    return elapsedNanos;
  }

  /** An error page that has begun ends, or its container ends it. */
  private static final long HELD_PATIENCE_NANOS = 300_000_000_000L;
}
