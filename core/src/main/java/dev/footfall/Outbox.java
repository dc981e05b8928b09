package dev.footfall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formed batches waiting to be posted, oldest first: in memory up to a bound in bytes, and where
 * there is a spool on disk as well, where what does not fit in memory waits too. Shipper's thread
 * only.
 */
final class Outbox {

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final @Nullable Spool spool;
  private final long maxBytes;
  private final boolean dropOldest;
  private long bytes;

  Outbox(Config config, @Nullable Spool spool) {
    this.spool = spool;
    maxBytes = config.maxBufferedBytes;
    dropOldest = config.dropOldest;
  }

  /** Whether batches are put on disk. */
  boolean isSpooled() {
    return spool != null;
  }

  /** Adds a batch; what had to give way, the batch itself or the oldest ones, is returned. */
  List<Batch> add(long now, Batch batch) {
    boolean durable = store(now, batch);
    if (spool != null && durable && (spool.hasParked() || !fits(batch))) {
      spool.park(batch.id());
      return List.of();
    }
    List<Batch> dropped = new ArrayList<>(0);
    while (!fits(batch)) {
      boolean canEverFit = batch.bytes() <= maxBytes;
      Batch oldest = dropOldest && canEverFit ? batches.peekFirst() : null;
      if (oldest == null) {
        dropped.add(batch);
        return dropped;
      }
      take(oldest);
      dropped.add(oldest);
    }
    putLast(batch);
    return dropped;
  }

  /** Why a batch that did not fit had to go. */
  DropReason fullReason() {
    return spool == null ? DropReason.BUFFER_FULL : DropReason.SPOOL_FULL;
  }

  private boolean fits(Batch batch) {
    return bytes + batch.bytes() <= maxBytes;
  }

  private boolean store(long now, Batch batch) {
    return spool != null && spool.store(batch, now - batch.sinceNanos());
  }

  /** Brings back from disk what there is room for. */
  void refill(long now) {
    while (spool != null && spool.hasParked() && bytes < maxBytes / 2) {
      Spool.Restored r = spool.unpark();
      if (r != null) {
        SpoolFile.Content c = r.content();
        putLast(
            new Batch(
                c.id(),
                c.kind(),
                c.origin(),
                0,
                c.records(),
                c.ends(),
                c.skips(),
                now - r.ageNanos(),
                0));
      }
    }
  }

  /** Puts back what was taken, before all others. Never drops: it was counted in before. */
  void putFirst(Batch batch) {
    batches.addFirst(batch);
    bytes += batch.bytes();
  }

  /** Puts back what was taken, behind all others. */
  void putLast(Batch batch) {
    batches.addLast(batch);
    bytes += batch.bytes();
  }

  /** Puts the halves of what was taken in its place; they are on disk before it leaves it. */
  void putHalves(long now, Batch whole) {
    List<Batch> halves = whole.halve();
    if (holds(whole)) {
      halves.forEach(half -> store(now, half));
    }
    putFirst(halves.get(1));
    putFirst(halves.get(0));
    done(whole);
  }

  @Nullable Batch peek() {
    return batches.peekFirst();
  }

  /** Takes a batch out, to be posted or given up; on disk it stays until it is done. */
  void take(Batch batch) {
    if (batches.removeFirstOccurrence(batch)) {
      bytes -= batch.bytes();
    }
  }

  /** Takes out all batches that would be lost with the process. */
  List<Batch> takeAllInMemoryOnly() {
    List<Batch> all = batches.stream().filter(batch -> !holds(batch)).toList();
    all.forEach(this::take);
    return all;
  }

  /** The batch is settled for good. */
  void done(Batch batch) {
    if (spool != null) {
      spool.remove(batch.id());
    }
  }

  /** Whether the batch is on disk. */
  boolean holds(Batch batch) {
    return spool != null && spool.holds(batch.id());
  }

  /** Whether a batch up to this sequence number waits; with {@code inMemoryOnly}, not on disk. */
  boolean hasUpTo(long sequence, boolean inMemoryOnly) {
    for (Batch batch : batches) {
      if (batch.sequence() <= sequence && !(inMemoryOnly && holds(batch))) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return batches.isEmpty() && (spool == null || !spool.hasParked());
  }

  /** Records that wait in memory only. */
  long recordsInMemoryOnly() {
    long records = 0;
    for (Batch batch : batches) {
      records += holds(batch) ? 0 : batch.count();
    }
    return records;
  }

  /** Records on disk, those of a batch in flight included. */
  long recordsOnDisk() {
    return spool == null ? 0 : spool.records();
  }

  void close() {
    if (spool != null) {
      spool.close();
    }
  }
}
