package dev.footfall;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Takes records off the queue, cleans and encodes them into the open batches, and hands over what
 * is full. A record whose status is still pending is set aside until it is settled. Shipper's
 * thread only.
 */
final class Intake {

  /** How much is taken before the shipper looks at other things again. */
  static final int MAX_PER_TURN = 50_000;

  /** An error dispatch begins right after the request's own, if at all. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A record that waits is not on disk. */
  private static final long SPOOLED_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int MAX_FOOTFALL_BATCH_BYTES = 8_000_000;

  private final RecordQueue queue;
  private final Cleaner cleaner;
  private final Encoder encoder;
  private final ServerFacts facts;
  private final Outbox outbox;
  private final Delivery delivery;
  private final int maxPending;
  private final int maxBatchBytes;
  private final Origin origin;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final long maxSpanNanos;
  private final long patienceNanos;
  private OpenBatch requests;
  private OpenBatch events;
  private long pendingNumber;

  private record Pending(long number, long sinceNanos, Capture capture, Settlement settlement) {}

  Intake(
      Config config,
      RecordQueue queue,
      Ledger ledger,
      ServerFacts facts,
      Outbox outbox,
      Delivery delivery) {
    this.outbox = outbox;
    this.queue = queue;
    this.facts = facts;
    this.delivery = delivery;
    cleaner = new Cleaner(config, ledger);
    encoder = new Encoder(config.values.sampleRate);
    maxPending = config.values.maxQueued;
    patienceNanos = outbox.isSpooled() ? SPOOLED_PATIENCE_NANOS : PATIENCE_NANOS;
    maxSpanNanos = config.values.maxAge.toNanos() / 24;
    maxBatchBytes = (int) Math.min(MAX_FOOTFALL_BATCH_BYTES, config.values.maxBufferedBytes / 8);
    origin = Origin.of(config);
    requests = new OpenBatch(Batch.Kind.REQUESTS, origin, encoder);
    events = new OpenBatch(Batch.Kind.EVENTS, origin, encoder);
  }

  /**
   * Takes what waits.
   *
   * @return how much was taken; {@link #MAX_PER_TURN} when there may be more
   */
  int drain(long now) {
    int taken = 0;
    for (Object entry; taken < MAX_PER_TURN && (entry = queue.poll()) != null; taken++) {
      take(now, entry);
    }
    settlePending(now, false);
    return taken;
  }

  /** Nothing that is recorded should fail here; if it does, it costs itself only. */
  private void take(long now, Object entry) {
    try {
      if (entry instanceof Event event) {
        add(now, event);
      } else {
        accept(now, (Capture) entry);
      }
    } catch (Throwable e) {
      dropped(now, e);
    }
  }

  /** What the failed record has left in the open batches does not leave with them. */
  private void dropped(long now, Throwable cause) {
    delivery.dropUnencodable(now, cause);
    closeBatches(now);
    requests = new OpenBatch(Batch.Kind.REQUESTS, origin, encoder);
    events = new OpenBatch(Batch.Kind.EVENTS, origin, encoder);
  }

  private void accept(long now, Capture capture) {
    Settlement settlement = capture.settlement();
    if (settlement == null || settlement.take(0, patienceNanos, false)) {
      add(now, capture);
    } else {
      pending.addLast(new Pending(++pendingNumber, now, capture, settlement));
    }
  }

  /** Moves on what is settled; with {@code force}, all of it as it stands. */
  void settlePending(long now, boolean force) {
    for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
      Pending p = all.next();
      boolean takeIt = force || pending.size() > maxPending;
      if (p.settlement.take(now - p.sinceNanos, patienceNanos, takeIt)) {
        all.remove();
        try {
          add(now, p.capture);
        } catch (Throwable e) {
          dropped(now, e);
        }
      }
    }
  }

  /** The number of the newest record that was set aside. */
  long newestPending() {
    return pendingNumber;
  }

  /** Whether a record up to this number is still set aside. */
  boolean isPendingUpTo(long number) {
    return !pending.isEmpty() && pending.peekFirst().number <= number;
  }

  private void add(long now, Capture capture) {
    RequestRecord r = cleaner.clean(capture);
    boolean takesAgent = facts.isFootfall() || requests.takesAgent(r.userAgent());
    if (!takesAgent || isFull(requests)) {
      closeRequests(now);
    }
    requests.add(now, r, !facts.isFootfall());
    if (isFull(requests)) {
      closeRequests(now);
    }
  }

  private void add(long now, Event event) {
    events.add(now, event, cleaner.userId(event.user));
    if (isFull(events)) {
      closeEvents(now);
    }
  }

  private boolean isFull(OpenBatch batch) {
    return batch.count() >= facts.maxBatch() || batch.bytes() >= facts.maxBatchBytes(maxBatchBytes);
  }

  /** Puts on disk, where there is a spool, what the open batches have gained. */
  void save() {
    outbox.save(requests);
    outbox.save(events);
  }

  /**
   * Hands over what has been open so long that its newest records would expire with its oldest well
   * before their time.
   */
  void closeOld(long now) {
    if (requests.count() > 0 && now - requests.sinceNanos() > maxSpanNanos) {
      closeRequests(now);
    }
    if (events.count() > 0 && now - events.sinceNanos() > maxSpanNanos) {
      closeEvents(now);
    }
  }

  /** Hands over the open batches, full or not. */
  void closeBatches(long now) {
    closeRequests(now);
    closeEvents(now);
  }

  /** Hands over the open batches that would be next, and lets the others grow. */
  void closeNext(long now) {
    if (delivery.takesBatch(now, Batch.Kind.REQUESTS)) {
      closeRequests(now);
    }
    if (delivery.takesBatch(now, Batch.Kind.EVENTS)) {
      closeEvents(now);
    }
  }

  private void closeRequests(long now) {
    if (requests.count() > 0) {
      delivery.accept(now, requests);
      requests = new OpenBatch(Batch.Kind.REQUESTS, origin, encoder);
    }
  }

  private void closeEvents(long now) {
    if (events.count() > 0) {
      delivery.accept(now, events);
      events = new OpenBatch(Batch.Kind.EVENTS, origin, encoder);
    }
  }

  /** Whether there is nothing that {@link #save} could put on disk. */
  boolean isSaved() {
    return !outbox.isSpooled() || requests.count() + events.count() == heldOnDisk();
  }

  /** Whether records were taken off the queue and not handed over yet. */
  boolean holdsAny() {
    return !pending.isEmpty() || requests.count() > 0 || events.count() > 0;
  }

  /** Records taken off the queue, neither handed over nor on disk. */
  long heldInMemoryOnly() {
    return (long) pending.size() + requests.count() + events.count() - heldOnDisk();
  }

  /** Records on disk that are not handed over yet. */
  long heldOnDisk() {
    return (long) outbox.saved(requests) + outbox.saved(events);
  }
}
