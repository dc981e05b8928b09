package dev.footfall;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to be posted, and when: by age, but that requests and events wait for themselves
 * only, and that a batch which seems to be the trouble itself lets others pass. Shipper's thread
 * only.
 */
final class Turns {

  /** A batch on which the server fails so often lets the others pass. */
  private static final int MAX_FAILURES = 5;

  private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Outbox outbox;
  private final ServerFacts facts;
  private final Map<Batch.Kind, Backoff> backoffs = new EnumMap<>(Batch.Kind.class);
  private final Pacer pacer;
  private final Doubt doubt = new Doubt();
  private final Map<UUID, Long> stuckUntil = new HashMap<>();
  private @Nullable UUID failedLast;
  private int failuresInARow;

  Turns(Outbox outbox, ServerFacts facts, DoubleSupplier random) {
    this.outbox = outbox;
    this.facts = facts;
    for (Batch.Kind kind : Batch.Kind.values()) {
      backoffs.put(kind, new Backoff(random));
    }
    pacer = new Pacer(random);
  }

  /**
   * The batch to be posted now; null if none waits or may go.
   *
   * @param urgent use what the budget has left instead of spreading posts evenly
   */
  @Nullable Batch next(long now, boolean urgent) {
    Batch next = null;
    for (Batch batch : outbox.waiting()) {
      if (delay(now, batch, urgent) == 0) {
        next = next == null ? batch : Doubt.telling(next, batch);
        if (!doubt.isOpen()) {
          return next;
        }
      }
    }
    return next;
  }

  /** How long until there may be one, in nanoseconds. */
  long untilNext(long now, boolean urgent) {
    long wait = Long.MAX_VALUE;
    for (Batch batch : outbox.waiting()) {
      wait = Math.min(wait, delay(now, batch, urgent));
    }
    return wait;
  }

  private long delay(long now, Batch batch, boolean urgent) {
    long delay = delay(now, batch.kind(), urgent);
    if (doubt.isSuspect(batch)) {
      delay = Math.max(delay, doubt.patience(now));
    }
    Long until = stuckUntil.get(batch.id());
    return until == null ? delay : Math.max(delay, until - now);
  }

  private long delay(long now, Batch.Kind kind, boolean urgent) {
    return Math.max(backoff(kind).delay(now), facts.isFootfall() ? 0 : pacer.delay(now, urgent));
  }

  private Backoff backoff(Batch.Kind kind) {
    Backoff backoff = backoffs.get(kind);
    if (backoff == null) {
      throw new AssertionError("every kind has one: " + kind);
    }
    return backoff;
  }

  /** Whether posts of this kind are in no pause after a failure, nor in one that was asked for. */
  boolean isWelcome(long now, Batch.Kind kind) {
    return backoff(kind).delay(now) == 0;
  }

  /** Whether a batch of this kind would be next, and not wait behind others or a pause. */
  boolean isFree(long now, Batch.Kind kind) {
    if (delay(now, kind, false) > 0) {
      return false;
    }
    for (Batch batch : outbox.waiting()) {
      boolean waitsAside = doubt.isSuspect(batch) || stuckUntil.containsKey(batch.id());
      if (batch.kind() == kind && !waitsAside) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a record's fault that a post is refused. */
  Doubt doubt() {
    return doubt;
  }

  void posted(long now) {
    doubt.posted();
    pacer.posted(now);
  }

  /** The server has answered to the point, whatever it said. */
  void answered(long now, Batch batch, @Nullable Duration retryAfter) {
    stuckUntil.remove(batch.id());
    backoff(batch.kind()).answered(now, retryAfter);
  }

  /** The server has taken the post; with its records, if not all were refused one by one. */
  void taken(long now, boolean records) {
    pacer.accepted();
    if (records) {
      doubt.accepted();
      stuckUntil.replaceAll((id, until) -> Math.min(until, now + STUCK_NANOS / 10));
    }
  }

  /**
   * The key's budget is used up.
   *
   * @return how far apart posts are from here on, in nanoseconds
   */
  long overBudget() {
    pacer.refused();
    return pacer.spacingNanos();
  }

  /** The server failed; it may be the batch on which it does, though it should say so. */
  void serverFailed(long now, Batch batch) {
    failuresInARow = batch.id().equals(failedLast) ? failuresInARow + 1 : 1;
    failedLast = batch.id();
    if (failuresInARow >= MAX_FAILURES || stuckUntil.containsKey(batch.id())) {
      stuckUntil.put(batch.id(), now + STUCK_NANOS);
    }
  }

  /** Pauses after a failure; long where trying again soon would change nothing. */
  void pause(long now, Batch.Kind kind, boolean hopeless, @Nullable Duration retryAfter) {
    if (hopeless) {
      backoff(kind).hopeless(now);
    } else {
      backoff(kind).failed(now, retryAfter);
    }
  }

  /** Ends pauses after failures, but for those that the server has asked for. */
  void tryNow() {
    backoffs.values().forEach(Backoff::end);
  }

  /** Nothing waits any more. */
  void idle() {
    stuckUntil.clear();
  }
}
