package dev.footfall.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.query.Metric;
import dev.footfall.server.store.Addends;
import dev.footfall.server.store.BreakdownRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcentrationTest {
  /** Requests now and before of each value. */
  private static Concentration ofCounts(double... counts) {
    List<BreakdownRow> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i += 2) {
      rows.add(row(new Addends(counts[i], counts[i]), new Addends(counts[i + 1], counts[i + 1])));
    }
    return of(Metric.Kind.REQUESTS, rows);
  }

  /** Requests and errors now, and both before, of each value. */
  private static Concentration ofRates(double... sums) {
    List<BreakdownRow> rows = new ArrayList<>();
    for (int i = 0; i < sums.length; i += 4) {
      rows.add(row(new Addends(sums[i], sums[i + 1]), new Addends(sums[i + 2], sums[i + 3])));
    }
    return of(Metric.Kind.ERROR_RATE, rows);
  }

  private static BreakdownRow row(Addends now, Addends before) {
    return new BreakdownRow("a", now, before, 9);
  }

  private static Concentration of(Metric.Kind kind, List<BreakdownRow> rows) {
    Addends now = rows.stream().map(BreakdownRow::now).reduce(Addends.NONE, Addends::plus);
    Addends before = rows.stream().map(BreakdownRow::before).reduce(Addends.NONE, Addends::plus);
    Change change = new Change(Metric.of(kind), now, before);
    rows.sort(Comparator.comparing(row -> -Math.abs(change.contribution(row.now(), row.before()))));
    return Concentration.of(change, rows);
  }

  @Test
  void values_thatMoveAlike_explainNothing() {
    assertThat(ofCounts(1900, 950, 100, 50)).isEqualTo(Concentration.NONE);
    // twice as many errors everywhere
    assertThat(ofRates(950, 38, 950, 19, 50, 2, 50, 1).score()).isLessThan(1e-9);
  }

  @Test
  void oneValueThatMovesAlone_explainsMoreThanALargeOneThatItIsIn() {
    Concentration cause = ofCounts(300, 50, 500, 500, 450, 450);
    Concentration mixed = ofCounts(800, 550, 450, 450);

    assertThat(cause.excess()).isEqualTo(0.95);
    assertThat(mixed.excess()).isBetween(0.4, 0.5);
    assertThat(cause.score()).isGreaterThan(2 * mixed.score());
  }

  @Test
  void aValueThatReplacesAnother_explainsNoChangeOfCounts() {
    assertThat(ofCounts(0, 1000, 1100, 0)).isEqualTo(Concentration.NONE);
  }

  @Test
  void aValueThatReplacesAnother_explainsNoRate_whenItIsAllThatThereIs() {
    assertThat(ofRates(1000, 50, 0, 0, 0, 0, 1000, 10)).isEqualTo(Concentration.NONE);
  }

  @Test
  void twoValues_explainTogether_butLessWellThanOne() {
    Concentration one = ofRates(100, 41, 100, 1, 900, 9, 900, 9);
    Concentration two = ofRates(50, 21, 50, 1, 50, 20, 50, 0, 900, 9, 900, 9);

    assertThat(two.excess()).isEqualTo(one.excess());
    assertThat(two.score()).isBetween(0.6 * one.score(), 0.8 * one.score());
  }

  @Test
  void aChangeThatGoesDown_isExplainedAsWell() {
    assertThat(ofCounts(10, 300, 700, 700).excess()).isGreaterThan(0.6);
  }

  @Test
  void noChange_hasNoCause() {
    assertThat(ofCounts(100, 50, 50, 100)).isEqualTo(Concentration.NONE);
  }
}
