package dev.footfall.benchmarks;

import java.util.SplittableRandom;

/** Draws of which the first few are far more frequent than the rest. */
final class Skew {

  private Skew() {}

  /** An index below the bound: the first one of 50,000 comes 2.7 times in a hundred. */
  static int index(SplittableRandom random, int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }

  static <T> T of(SplittableRandom random, T[] values) {
    return values[index(random, values.length)];
  }
}
