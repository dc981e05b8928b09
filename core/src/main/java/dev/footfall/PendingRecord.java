package dev.footfall;

/**
 * A record whose status an error page may still change; what {@link Analytics#recordPending} gives.
 * It leaves for the server about a second later with what was recorded, unless {@link #hold} was
 * called in between. Thread-safe.
 */
public interface PendingRecord {

  /** The error page has begun: the record waits for {@link #settle}. */
  void hold();

  /**
   * The error page is done: this is what the client got. Without effect once the record has left or
   * was settled before.
   */
  void settle(int status, long elapsedNanos);
}
