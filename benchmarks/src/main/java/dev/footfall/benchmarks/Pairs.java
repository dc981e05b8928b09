package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rounds with something and without, each beside the other that was run next to it. */
final class Pairs {

  private final List<Latencies> with = new ArrayList<>();
  private final List<Latencies> without = new ArrayList<>();

  void add(Latencies roundWith, Latencies roundWithout) {
    with.add(roundWith);
    without.add(roundWithout);
  }

  /** How many times as long it takes with it, pair by pair. */
  String ratio(int perMille) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      ratios.add(with.get(i).micros(perMille) / without.get(i).micros(perMille));
    }
    return Spread.of(ratios).toString();
  }

  /** In microseconds, the rounds' median with it and without. */
  String micros(int perMille) {
    ToDoubleFunction<List<Latencies>> median =
        rounds -> Spread.of(rounds.stream().map(round -> round.micros(perMille)).toList()).median();
    return figure(median.applyAsDouble(with)) + " / " + figure(median.applyAsDouble(without));
  }
}
