package dev.footfall.server.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name, of few names that the server makes up itself. Thread-safe. */
public final class Tally {
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * @param names there from the beginning, at 0: a rate needs the value before the first one
   */
  public Tally(String... names) {
    for (String name : names) {
      counts.put(name, new LongAdder());
    }
  }

  public void add(String name, long count) {
    counts.computeIfAbsent(name, made -> new LongAdder()).add(count);
  }

  /** What was counted so far, by name in their order. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }
}
