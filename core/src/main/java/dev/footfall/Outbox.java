package dev.footfall;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formed batches that are not settled, oldest first: in memory up to a bound in bytes, and where
 * there is a spool on disk as well, where what does not fit in memory waits too. Shipper's thread
 * only.
 */
final class Outbox {

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final @Nullable Spool spool;
  private final long maxBytes;
  private final boolean oldestGoFirst;
  private long bytes;
  private int largest;

  Outbox(Config config, @Nullable Spool spool) {
    this.spool = spool;
    maxBytes = config.values.maxBufferedBytes;
    oldestGoFirst = config.values.dropOldest;
  }

  /** Whether batches are put on disk. */
  boolean isSpooled() {
    return spool != null;
  }

  /** Puts on disk what an open batch has gained since it was saved last. */
  void save(OpenBatch open) {
    if (spool != null) {
      spool.save(open);
    }
  }

  /** How many records of an open batch are on disk. */
  int saved(OpenBatch open) {
    return spool == null ? 0 : spool.saved(open);
  }

  /**
   * Adds a batch.
   *
   * @return how many records had to give way: the batch's own, or those of the oldest ones
   */
  int add(Batch batch) {
    largest = Math.max(largest, (int) Math.min(batch.footprint(), maxBytes / 8));
    int dropped = 0;
    while (spool != null && !spool.store(batch)) {
      boolean full = !spool.hasRoom(SpoolFile.sizeOf(batch.from(0)));
      int gone = full && oldestGoFirst ? removeOldest() : 0;
      if (gone == 0) {
        break;
      }
      dropped += gone;
    }
    if (spool != null && holds(batch) && (spool.oldestParked() != null || !fits(batch))) {
      spool.park(batch.id());
      return dropped;
    }
    while (!fits(batch)) {
      boolean helps = oldestGoFirst && batch.footprint() <= room() && !batches.isEmpty();
      int gone = helps ? removeOldest() : 0;
      if (gone == 0) {
        if (spool != null) {
          spool.remove(batch.id());
        }
        return dropped + batch.count();
      }
      dropped += gone;
    }
    bytes += batch.footprint();
    batches.addLast(batch);
    return dropped;
  }

  /** Why a batch that did not fit had to go. */
  DropReason fullReason() {
    return spool == null || spool.isFailing() ? DropReason.BUFFER_FULL : DropReason.SPOOL_FULL;
  }

  /** The same in words. */
  String fullDetail() {
    String memory = "what waits has reached maxBufferedBytes (" + maxBytes + ")";
    return switch (fullReason()) {
      case SPOOL_FULL -> memory + ", and the spool maxSpoolBytes";
      default -> spool == null ? memory : memory + ", and the spool cannot be written";
    };
  }

  private boolean fits(Batch batch) {
    return bytes + batch.footprint() <= room();
  }

  /** An open batch has a buffer of up to twice what it holds, and a post is one more copy. */
  private long room() {
    return maxBytes - 3L * largest;
  }

  private int removeOldest() {
    Batch first = batches.peekFirst();
    if (first != null) {
      take(first);
      done(first);
      return first.count();
    }
    return spool == null ? 0 : spool.removeOldestParked();
  }

  /**
   * Drops what was recorded longer ago than this.
   *
   * @return how many records
   */
  int expire(long now, long maxAgeNanos) {
    int expired = 0;
    while (true) {
      Batch first = batches.peekFirst();
      Spool.Stored parked = first != null || spool == null ? null : spool.oldestParked();
      boolean old =
          first != null
              ? now - first.sinceNanos() > maxAgeNanos
              : parked != null && now - parked.sinceNanos() > maxAgeNanos;
      if (!old) {
        return expired;
      }
      expired += removeOldest();
    }
  }

  /**
   * Brings back from disk what there is room for.
   *
   * @return how many records turned out to be damaged
   */
  int refill() {
    int damaged = 0;
    while (spool != null && (bytes == 0 || bytes < room() / 2)) {
      Spool.Stored next = spool.oldestParked();
      try {
        Batch back = spool.unpark();
        if (back == null) {
          break;
        }
        comeBack(back);
      } catch (SpoolReader.Damaged e) {
        int lost = next == null ? 0 : next.records();
        Batch rest = e.rest();
        if (rest != null && rest.count() <= lost) {
          lost -= rest.count();
          comeBack(rest);
        }
        damaged += lost;
      }
    }
    return damaged;
  }

  private void comeBack(Batch batch) {
    if (batch.count() > 0) {
      bytes += batch.footprint();
      batches.addLast(batch);
    }
  }

  /** Puts on disk what could not be put there before. */
  void storeMissing() {
    if (spool != null) {
      batches.forEach(spool::store);
    }
  }

  /**
   * The last word: puts on disk whatever can be put there, and gives up the rest.
   *
   * @return how many records are lost
   */
  int leaveOnDisk() {
    int lost = 0;
    for (Batch batch : List.copyOf(batches)) {
      int kept = spool == null ? 0 : spool.leave(batch);
      if (!holds(batch)) {
        batches.removeFirstOccurrence(batch);
        bytes -= batch.footprint();
        lost += batch.count() - kept;
      }
    }
    return lost;
  }

  /** Puts back what was taken, before all others. */
  void putFirst(Batch batch) {
    batches.addFirst(batch);
  }

  /** Puts back what was taken, behind all others. */
  void putLast(Batch batch) {
    batches.addLast(batch);
  }

  /** Puts the halves of what was taken in its place; they are on disk before it leaves it. */
  void putHalves(Batch whole) {
    List<Batch> halves = whole.halve();
    for (int i = halves.size() - 1; i >= 0; i--) {
      Batch half = halves.get(i);
      if (spool != null) {
        spool.store(half);
      }
      bytes += half.footprint();
      batches.addFirst(half);
    }
    done(whole);
  }

  /** What waits in memory, oldest first. */
  Collection<Batch> waiting() {
    return Collections.unmodifiableCollection(batches);
  }

  /** Takes a batch out to be posted; it counts until it is put back or done. */
  void take(Batch batch) {
    batches.removeFirstOccurrence(batch);
  }

  /** The batch, which was taken out, is settled for good. */
  void done(Batch batch) {
    bytes -= batch.footprint();
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
    return batches.isEmpty() && (spool == null || spool.oldestParked() == null);
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
