package dev.footfall.server.answer;

import dev.footfall.server.metrics.Tally;
import dev.footfall.server.metrics.Timing;
import java.util.Arrays;
import java.util.Map;

/** Queries since the start, and those under way. Thread-safe. */
public final class AnswerCounts {
  private final Tally outcomes =
      new Tally(Arrays.stream(Outcome.values()).map(Outcome::wireName).toArray(String[]::new));
  private final Timing times = new Timing();
  private final Gate light;
  private final Gate heavy;

  AnswerCounts(Gate light, Gate heavy) {
    this.light = light;
    this.heavy = heavy;
  }

  void add(Outcome outcome, long begin) {
    outcomes.add(outcome.wireName(), 1);
    times.since(begin);
  }

  /** How many came out how. */
  public Map<String, Long> outcomes() {
    return outcomes.counts();
  }

  /** How long they took, waiting included. */
  public Timing times() {
    return times;
  }

  /** At work, by how many records they are about. */
  public Map<String, Integer> running() {
    return Map.of("light", light.inside(), "heavy", heavy.inside());
  }

  /** Waiting for their turn. */
  public Map<String, Integer> waiting() {
    return Map.of("light", light.waiting(), "heavy", heavy.waiting());
  }
}
