package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.util.List;

/** The middle of what several rounds gave, and between what the middle half of them lies. */
record Spread(double lowerQuartile, double median, double upperQuartile) {

  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** Between two values where the share falls between two. */
  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public String toString() {
    return figure(median) + " (" + figure(lowerQuartile) + "–" + figure(upperQuartile) + ")";
  }
}
