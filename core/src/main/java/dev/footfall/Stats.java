package dev.footfall;

import java.util.Map;

/**
 * Where every record is. Whenever the pipeline is at rest, {@code recorded = delivered + Σ dropped
 * + queued + inFlight + spooled}; each figure is counted where it happens, none is derived from the
 * others. Immutable.
 *
 * @param recorded requests and events handed over, excluded and sampled-out ones left out
 * @param delivered records that the server has acknowledged
 * @param queued records waiting in memory, in the queue or in a batch
 * @param inFlight records in the post that is under way
 * @param spooled records waiting on disk
 * @param dropped records lost, by reason; every reason is present
 * @param predictedSkips delivered records that a hosted service is known to leave out silently;
 *     they count as delivered
 * @param clampedStatuses records whose status was outside 100–599 and was sent as 599
 */
public record Stats(
    long recorded,
    long delivered,
    long queued,
    long inFlight,
    long spooled,
    Map<DropReason, Long> dropped,
    long predictedSkips,
    long clampedStatuses) {

  /** Copies the map, so that the figures stay as they were. */
  public Stats {
    dropped = Map.copyOf(dropped);
  }

  /** All records lost, whatever the reason. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
