package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.util.ArrayList;
import java.util.List;

/** How long the same question took each time, in milliseconds; or what went wrong. */
final class Times {

  private final List<Double> millis = new ArrayList<>();
  private String failure = "";

  /** Asks what it is to ask. */
  @FunctionalInterface
  interface Question {
    QueryConnection.Outcome ask() throws Exception;
  }

  /** Asks so many times, but not again what fails. */
  static Times of(int repetitions, Question question) throws Exception {
    Times times = new Times();
    for (int i = 0; i < repetitions && !times.isFailed(); i++) {
      QueryConnection.Outcome outcome = question.ask();
      if (outcome.isGood()) {
        times.add(outcome.millis());
      } else {
        times.fail(outcome.status());
      }
    }
    return times;
  }

  void add(double took) {
    millis.add(took);
  }

  void addAll(Times others) {
    millis.addAll(others.millis);
  }

  int count() {
    return millis.size();
  }

  void fail(String why) {
    failure = why;
  }

  boolean isFailed() {
    return !failure.isEmpty();
  }

  double perCent(int share) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (share * sorted.length + 99) / 100;
    return sorted[Math.max(1, rank) - 1];
  }

  String text(int share) {
    return isFailed() ? failure : millis.isEmpty() ? "–" : figure(perCent(share));
  }

  /** The middle and what one in twenty exceeded. */
  String spread() {
    return isFailed() ? failure : text(50) + " / " + text(95);
  }
}
