package dev.footfall;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells the server with each batch what was dropped since the last one. Shipper's thread only. */
final class DropReport {

  private final Ledger ledger;
  private final Map<DropReason, Long> told = new EnumMap<>(DropReason.class);

  DropReport(Ledger ledger) {
    this.ledger = ledger;
  }

  /** All drops so far of reasons that the server does not know the last of: totals. */
  Map<DropReason, Long> totals() {
    Map<DropReason, Long> totals = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      long total = ledger.droppedTotal(reason);
      if (total > told.getOrDefault(reason, 0L)) {
        totals.put(reason, total);
      }
    }
    return totals;
  }

  /** What of these totals is new to the server, by name. */
  Map<String, Long> sinceLast(Map<DropReason, Long> totals) {
    Map<String, Long> sinceLast = new TreeMap<>();
    totals.forEach(
        (reason, total) ->
            sinceLast.put(
                reason.name().toLowerCase(Locale.ROOT), total - told.getOrDefault(reason, 0L)));
    return sinceLast;
  }

  /** The server has been told of these totals. */
  void told(Map<DropReason, Long> totals) {
    told.putAll(totals);
  }
}
