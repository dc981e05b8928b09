package dev.footfall.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, each time, by classes. Thread-safe; nobody waits for another. */
public final class Timing {
  /** The upper bounds of the classes, in seconds; the last class has none. */
  public static final List<Double> SECONDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

  private static final double NANOS = 1e9;

  private final LongAdder nanos = new LongAdder();
  private final List<LongAdder> counts = new ArrayList<>();

  public Timing() {
    for (int i = 0; i <= SECONDS.size(); i++) {
      counts.add(new LongAdder());
    }
  }

  /** Adds one that began at this {@link System#nanoTime} and has just ended. */
  public void since(long begin) {
    add(System.nanoTime() - begin);
  }

  void add(long duration) {
    int place = 0;
    while (place < SECONDS.size() && duration > SECONDS.get(place) * NANOS) {
      place++;
    }
    counts.get(place).increment();
    nanos.add(duration);
  }

  /** How many there were in each class, one more than there are bounds. */
  public List<Long> counts() {
    return counts.stream().map(LongAdder::sum).toList();
  }

  /** How long they took together. */
  public double sumSeconds() {
    return nanos.sum() / NANOS;
  }
}
