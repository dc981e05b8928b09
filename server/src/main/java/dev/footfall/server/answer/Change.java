package dev.footfall.server.answer;

import dev.footfall.server.answer.Explanation.Contribution;
import dev.footfall.server.answer.Explanation.Explained;
import dev.footfall.server.answer.Explanation.Side;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Metric;
import dev.footfall.server.store.Addends;
import dev.footfall.server.store.Breakdown.Slope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A change that is divided among the values of a field, so that their contributions add up to it.
 *
 * <p>Of what is counted a value contributes the difference. Of a rate or a mean it contributes how
 * much it pulls that away from what it was before: its share of the requests, times how far its own
 * rate is from the former one of all, now less before.
 */
final class Change {
  /** What is smaller than so much of the figure is what floating point leaves of nothing. */
  private static final double NOTHING = 1e-12;

  /** No weight is below 1: with less there is no request. */
  private static final double LEAST = 0.5;

  private static final int DECIMALS = 3;
  private static final int SHARE_DECIMALS = 4;

  private final Addends now;
  private final Addends before;
  private final boolean ratio;
  private final double unit;
  private final Slope slope;

  Change(Metric metric, Addends now, Addends before) {
    this.now = now;
    this.before = before;
    Metric.Kind kind = metric.kind();
    ratio = kind != Metric.Kind.REQUESTS && kind != Metric.Kind.USERS && kind != Metric.Kind.SUM;
    boolean ofTimes = kind == Metric.Kind.MEAN || metric.field() == Field.RESPONSE_TIME;
    unit = ofTimes ? 0.001 : ratio ? 100 : 1;
    double former = before.part() / before.whole();
    slope =
        ratio
            ? new Slope(
                -former / now.whole(),
                1 / now.whole(),
                former / before.whole(),
                -1 / before.whole())
            : Slope.OF_COUNTS;
  }

  Slope slope() {
    return slope;
  }

  /** Whether there is something of it in either period, so that its values can be compared. */
  boolean isOfBoth() {
    return now.part() > 0 && before.part() > 0;
  }

  double total() {
    double total = figure(now) - figure(before);
    return Math.abs(total) <= NOTHING * (Math.abs(figure(now)) + Math.abs(figure(before)))
        ? 0
        : total;
  }

  double contribution(Addends ofNow, Addends ofBefore) {
    return slope.contribution(ofNow, ofBefore);
  }

  /** How much more it contributes than it would if all values had moved alike. */
  double excess(Addends ofNow, Addends ofBefore) {
    if (ratio) {
      return pull(ofNow, now) - pull(ofBefore, before);
    }
    return isOfBoth() ? ofNow.part() - ofBefore.part() / before.part() * now.part() : 0;
  }

  /** Its share of the count or of the requests, of both periods alike. */
  double share(Addends ofNow, Addends ofBefore) {
    return (partOf(now, ofNow) + partOf(before, ofBefore)) / 2;
  }

  Explained explained() {
    return new Explained(decimal(figure(now)), decimal(figure(before)), decimal(total()));
  }

  Contribution contribution(@Nullable Object value, Addends ofNow, Addends ofBefore) {
    double contribution = contribution(ofNow, ofBefore);
    double rate = rateEffect(ofNow, ofBefore);
    return new Contribution(
        value,
        side(ofNow, now),
        side(ofBefore, before),
        decimal(contribution),
        total() == 0 ? null : rounded(contribution / total(), SHARE_DECIMALS),
        ratio ? decimal(rate) : null,
        ratio ? decimal(contribution - rate) : null);
  }

  Addends now() {
    return now;
  }

  Addends before() {
    return before;
  }

  /** A value that is new counts as if its rate had been that of all. */
  private double rateEffect(Addends ofNow, Addends ofBefore) {
    if (!ratio || ofNow.whole() < LEAST) {
      return 0;
    }
    double former = figure(ofBefore.whole() < LEAST ? before : ofBefore);
    return partOf(now, ofNow) * (figure(ofNow) - former);
  }

  private double pull(Addends of, Addends all) {
    return of.part() / all.whole() - partOf(all, of) * figure(all);
  }

  private double figure(Addends of) {
    return ratio ? of.part() / of.whole() : of.part();
  }

  private double partOf(Addends all, Addends of) {
    double part = ratio ? of.whole() : of.part();
    double whole = ratio ? all.whole() : all.part();
    return whole == 0 ? 0 : part / whole;
  }

  private Side side(Addends of, Addends all) {
    boolean none = ratio && of.whole() < LEAST;
    boolean empty = (ratio ? all.whole() : all.part()) == 0;
    return new Side(
        none ? null : decimal(figure(of)), empty ? null : rounded(partOf(all, of), SHARE_DECIMALS));
  }

  private BigDecimal decimal(double number) {
    return rounded(number * unit, DECIMALS);
  }

  static BigDecimal rounded(double number, int decimals) {
    BigDecimal plain =
        BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
