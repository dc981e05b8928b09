package dev.footfall;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The account of every record. What request threads count is an adder; where records are between
 * queue and answer is written by the shipper's thread alone.
 */
final class Ledger {

  private final LongAdder recorded = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final LongAdder delivered = new LongAdder();
  private final LongAdder predictedSkips = new LongAdder();
  private final LongAdder clampedStatuses = new LongAdder();
  private volatile long buffered;
  private volatile long inFlight;
  private volatile long spooled;

  Ledger() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  void recorded() {
    recorded.increment();
  }

  void recorded(long records) {
    recorded.add(records);
  }

  void dropped(DropReason reason, long records) {
    adder(reason).add(records);
  }

  void delivered(long records) {
    delivered.add(records);
  }

  void predictedSkips(long records) {
    predictedSkips.add(records);
  }

  void clampedStatus() {
    clampedStatuses.increment();
  }

  /** Where the records are that left the queue and are not settled. Shipper's thread only. */
  void whereabouts(long buffered, long inFlight, long spooled) {
    this.buffered = buffered;
    this.inFlight = inFlight;
    this.spooled = spooled;
  }

  long droppedTotal(DropReason reason) {
    return adder(reason).sum();
  }

  Stats stats(long inQueue) {
    Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    dropped.forEach((reason, count) -> drops.put(reason, count.sum()));
    return new Stats(
        recorded.sum(),
        delivered.sum(),
        inQueue + buffered,
        inFlight,
        spooled,
        drops,
        predictedSkips.sum(),
        clampedStatuses.sum());
  }

  private LongAdder adder(DropReason reason) {
    LongAdder adder = dropped.get(reason);
    if (adder == null) {
      throw new AssertionError("every reason has an adder: " + reason);
    }
    return adder;
  }
}
