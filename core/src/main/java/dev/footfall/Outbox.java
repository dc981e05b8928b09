package dev.footfall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formed batches waiting to be posted, oldest first, bounded in bytes. Shipper's thread only. */
final class Outbox {

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final long maxBytes;
  private final boolean dropOldest;
  private long bytes;
  private long records;

  Outbox(long maxBytes, boolean dropOldest) {
    this.maxBytes = maxBytes;
    this.dropOldest = dropOldest;
  }

  /** Adds a batch; what had to give way, the batch itself or the oldest ones, is returned. */
  List<Batch> add(Batch batch) {
    List<Batch> dropped = new ArrayList<>(0);
    while (bytes + batch.bytes() > maxBytes) {
      Batch oldest = dropOldest ? batches.peekFirst() : null;
      if (oldest == null) {
        dropped.add(batch);
        return dropped;
      }
      remove(oldest);
      dropped.add(oldest);
    }
    putLast(batch);
    return dropped;
  }

  /** Puts back what was taken, before all others. Never drops: it was counted in before. */
  void putFirst(Batch batch) {
    batches.addFirst(batch);
    bytes += batch.bytes();
    records += batch.count();
  }

  /** Puts back what was taken, behind all others. */
  void putLast(Batch batch) {
    batches.addLast(batch);
    bytes += batch.bytes();
    records += batch.count();
  }

  @Nullable Batch peek() {
    return batches.peekFirst();
  }

  void remove(Batch batch) {
    if (batches.removeFirstOccurrence(batch)) {
      bytes -= batch.bytes();
      records -= batch.count();
    }
  }

  List<Batch> removeAll() {
    List<Batch> all = new ArrayList<>(batches);
    batches.clear();
    bytes = 0;
    records = 0;
    return all;
  }

  /** Whether a batch up to this sequence number waits. */
  boolean hasUpTo(long sequence) {
    for (Batch batch : batches) {
      if (batch.sequence() <= sequence) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  long records() {
    return records;
  }
}
