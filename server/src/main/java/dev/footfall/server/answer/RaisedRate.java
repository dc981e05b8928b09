package dev.footfall.server.answer;

import dev.footfall.server.answer.FailureSeries.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds where in time failures come at a raised rate: Page's test (a cumulative sum of how much
 * likelier each bucket's count is at the raised than at the usual rate), with the usual rate taken
 * from what is outside of such stretches: at first from the part in which least failed, as there
 * may be a stretch in all others. A stretch must then be unlikely by its own rate too.
 */
final class RaisedRate {
  /** A natural logarithm: a chance of 1 in 500 million, of one bucket among some 100,000. */
  private static final double CLEAR = 20;

  /** So much evidence makes a candidate, and so much against it ends one. */
  private static final double EVIDENCE = 5;

  private static final int TIMES_USUAL = 3;
  private static final double MIN_RAISE = 0.02;
  private static final int MIN_FAILURES = 5;
  private static final int MAX_ROUNDS = 5;

  /**
   * Of so many parts of the time one must be as usual, or else there is nothing to compare with.
   */
  private static final int PARTS = 8;

  private final long[] asked;
  private final long[] failed;
  private FailureSeries series;
  private List<Stretch> stretches;

  /**
   * A part of the series.
   *
   * @param excess failures beyond what is usual
   */
  record Stretch(Span span, double excess) {
    boolean isMostly(Stretch other) {
      Span one = span;
      Span two = other.span;
      int shared = Math.min(one.last(), two.last()) - Math.max(one.first(), two.first()) + 1;
      int all = Math.max(one.last(), two.last()) - Math.min(one.first(), two.first()) + 1;
      return 2 * shared >= all;
    }
  }

  /**
   * @param asked requests in each bucket
   * @param failed how many of these failed
   */
  RaisedRate(long[] asked, long[] failed) {
    this.asked = asked;
    this.failed = failed;
    BitSet raised = allBut(quietest());
    series = without(raised);
    stretches = find();
    for (int round = 1; round < MAX_ROUNDS; round++) {
      BitSet found = new BitSet();
      stretches.forEach(each -> found.set(each.span().first(), each.span().last() + 1));
      if (found.equals(raised)) {
        break;
      }
      raised = found;
      series = without(raised);
      stretches = find();
    }
  }

  private Span quietest() {
    Span quietest = new Span(0, asked.length - 1);
    double least = Double.MAX_VALUE;
    for (int part = 0; part < PARTS; part++) {
      int first = part * asked.length / PARTS;
      int next = (part + 1) * asked.length / PARTS;
      if (first < next) {
        Span span = new Span(first, next - 1);
        double rate = without(allBut(span)).usual();
        if (rate < least) {
          least = rate;
          quietest = span;
        }
      }
    }
    return quietest;
  }

  private BitSet allBut(Span span) {
    BitSet others = new BitSet(asked.length);
    others.set(0, asked.length);
    others.clear(span.first(), span.last() + 1);
    return others;
  }

  /** The rate outside of the stretches, between 0 and 1. */
  double usual() {
    return series.usual();
  }

  /** In order of time. */
  List<Stretch> stretches() {
    return stretches;
  }

  /** With the rate outside of these buckets; half a failure more: what never failed yet may. */
  private FailureSeries without(BitSet raised) {
    double all = 1;
    double some = 0.5;
    for (int i = raised.nextClearBit(0); i < asked.length; i = raised.nextClearBit(i + 1)) {
      all += asked[i];
      some += failed[i];
    }
    return new FailureSeries(asked, failed, some / all);
  }

  private List<Stretch> find() {
    List<Stretch> found = new ArrayList<>();
    double raised = series.raised();
    double sum = 0;
    double peak = 0;
    int first = 0;
    int last = 0;
    int i = 0;
    while (i < asked.length) {
      sum += series.evidence(raised, i);
      if (sum > peak) {
        peak = sum;
        last = i;
      }
      i++;
      if (sum <= 0 || sum <= peak - EVIDENCE || i == asked.length) {
        if (peak >= EVIDENCE) {
          add(found, new Span(first, last));
          i = last + 1;
        }
        sum = 0;
        peak = 0;
        first = i;
      }
    }
    return found;
  }

  private void add(List<Stretch> found, Span span) {
    Span part = FailureSeries.sharpened(List.of(series), span);
    long all = series.asked(part);
    long some = series.failed(part);
    double rate = some / (double) all;
    double usual = series.usual();
    if (some >= MIN_FAILURES
        && rate >= Math.max(TIMES_USUAL * usual, usual + MIN_RAISE)
        && series.evidence(part) >= CLEAR) {
      found.add(new Stretch(part, some - usual * all));
    }
  }
}
