package dev.footfall.server.answer;

import java.util.List;

/** How much one route was asked, and failed, in buckets that follow each other. */
final class FailureSeries {
  private static final int MAX_ROUNDS = 10;
  private static final double RAISED_TIMES = 5;
  private static final double MIN_RAISED = 0.05;

  /** Where everything fails a success among it is no end. */
  private static final double MAX_RATE = 0.9;

  private final long[] asked;
  private final long[] failed;
  private final double usual;

  /** From one bucket to another, which belongs to it. */
  record Span(int first, int last) {}

  /**
   * @param usual the rate at which it fails usually, between 0 and 1
   */
  FailureSeries(long[] asked, long[] failed, double usual) {
    this.asked = asked;
    this.failed = failed;
    this.usual = usual;
  }

  double usual() {
    return usual;
  }

  long asked(Span span) {
    return sum(asked, span);
  }

  long failed(Span span) {
    return sum(failed, span);
  }

  private static long sum(long[] counts, Span span) {
    long sum = 0;
    for (int i = span.first(); i <= span.last(); i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** The least rate that is looked for. */
  double raised() {
    return Math.min(Math.max(RAISED_TIMES * usual, MIN_RAISED), (1 + usual) / 2);
  }

  /** How much likelier a bucket is at this rate than at the usual one: a natural logarithm. */
  double evidence(double rate, int bucket) {
    return evidence(rate, asked[bucket], failed[bucket]);
  }

  /** The same of all in a span, at the rate that it has. */
  double evidence(Span span) {
    long all = asked(span);
    long some = failed(span);
    return evidence(some / (double) all, all, some);
  }

  private double evidence(double rate, long all, long some) {
    double ofFailures = some == 0 ? 0 : some * Math.log(rate / usual);
    return some == all
        ? ofFailures
        : ofFailures + (all - some) * Math.log((1 - rate) / (1 - usual));
  }

  /**
   * The part of a span that the rates of the series in it tell best from the rest: what a few
   * failures afterwards have made longer is cut.
   */
  static Span sharpened(List<FailureSeries> all, Span span) {
    Span part = span;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Span next = clearest(all, part);
      if (next.equals(part)) {
        break;
      }
      part = next;
    }
    return part;
  }

  /** Where the sum of the evidence is greatest. */
  private static Span clearest(List<FailureSeries> all, Span span) {
    double[] rates = all.stream().mapToDouble(series -> series.rateIn(span)).toArray();
    Span clearest = span;
    double most = 0;
    double sum = 0;
    int first = span.first();
    for (int i = span.first(); i <= span.last(); i++) {
      if (sum <= 0) {
        sum = 0;
        first = i;
      }
      for (int series = 0; series < rates.length; series++) {
        sum += all.get(series).evidence(rates[series], i);
      }
      if (sum > most) {
        most = sum;
        clearest = new Span(first, i);
      }
    }
    return clearest;
  }

  private double rateIn(Span span) {
    long all = asked(span);
    double rate = all == 0 ? 0 : failed(span) / (double) all;
    return Math.max(raised(), Math.min(rate, MAX_RATE));
  }
}
