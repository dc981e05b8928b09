package dev.footfall.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Picks one of several, the heavier the likelier. Immutable. */
final class Weights<T> {
  private final List<T> all;
  private final double[] sums;

  Weights(List<T> all, ToDoubleFunction<T> weight) {
    this.all = List.copyOf(all);
    sums = new double[all.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += weight.applyAsDouble(all.get(i));
      sums[i] = sum;
    }
  }

  double total() {
    return sums[sums.length - 1];
  }

  T pick(SplittableRandom random) {
    int at = Arrays.binarySearch(sums, random.nextDouble() * total());
    return all.get(Math.min(at < 0 ? -at - 1 : at + 1, sums.length - 1));
  }
}
