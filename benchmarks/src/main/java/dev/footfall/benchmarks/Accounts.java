package dev.footfall.benchmarks;

import dev.footfall.DropReason;
import dev.footfall.Stats;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the records of several clients are, beside how many requests there were. */
final class Accounts {

  private long requests;
  private long recorded;
  private long delivered;
  private long waiting;
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

  void add(long asked, Stats stats) {
    requests += asked;
    recorded += stats.recorded();
    delivered += stats.delivered();
    waiting += waiting(stats);
    stats.dropped().forEach((reason, records) -> dropped.merge(reason, records, Long::sum));
  }

  /** Whether every request was recorded, and every record is somewhere. */
  static boolean addUp(long asked, Stats stats) {
    return stats.recorded() == asked
        && asked == stats.delivered() + stats.droppedTotal() + waiting(stats);
  }

  private static long waiting(Stats stats) {
    return stats.queued() + stats.inFlight() + stats.spooled();
  }

  void addTo(Table table, String name) {
    String drops =
        dropped.entrySet().stream()
            .filter(drop -> drop.getValue() > 0)
            .map(drop -> "%,d %s".formatted(drop.getValue(), drop.getKey()))
            .collect(Collectors.joining(", "));
    table.add(
        name,
        "%,d".formatted(requests),
        "%,d".formatted(recorded),
        "%,d".formatted(delivered),
        "%,d".formatted(waiting),
        drops.isEmpty() ? "0" : drops);
  }
}
