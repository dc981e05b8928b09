package dev.footfall.server.answer;

import dev.footfall.server.store.Addends;
import dev.footfall.server.store.BreakdownRow;
import java.util.List;

/**
 * How well few values of a field explain a change.
 *
 * @param score grows with how much of it they explain, how much more that is than if all values had
 *     moved alike, how little the others moved, and how small a part of everything they are: a
 *     cause that is mixed with what did not move explains as much, but is larger. Comparable for
 *     one change alone
 * @param excess the second of these, as a part of the change, 0 to 1
 */
record Concentration(double score, double excess) {
  /** The change is not spread over values, or there is none. */
  static final Concentration NONE = new Concentration(0, 0);

  /** With more, a change is spread rather than explained. */
  private static final int MAX_VALUES = 3;

  /**
   * @param rows the largest contributions first
   */
  static Concentration of(Change change, List<BreakdownRow> rows) {
    double total = change.total();
    double moved = rows.stream().mapToDouble(row -> square(change, row)).sum();
    double explaining = 0;
    Concentration best = NONE;
    Addends now = Addends.NONE;
    Addends before = Addends.NONE;
    int values = 0;
    for (BreakdownRow row : rows) {
      if (total == 0 || values == MAX_VALUES) {
        break;
      }
      if (change.contribution(row.now(), row.before()) / total > 0) {
        values++;
        now = now.plus(row.now());
        before = before.plus(row.before());
        explaining += square(change, row);
        Concentration found = of(change, now, before, explaining / moved / Math.sqrt(values));
        best = found.score > best.score ? found : best;
      }
    }
    return best;
  }

  /** Squares, so that many small movements by chance weigh little against one large one. */
  private static double square(Change change, BreakdownRow row) {
    double contribution = change.contribution(row.now(), row.before());
    return contribution * contribution;
  }

  /**
   * @param purity how much of all movement is theirs, less for each further value
   */
  private static Concentration of(Change change, Addends now, Addends before, double purity) {
    double total = change.total();
    double share = change.share(now, before);
    // what overshoots leaves as much to explain as what falls short
    double explained = 1 - Math.abs(1 - change.contribution(now, before) / total);
    double excess = change.excess(now, before) / total;
    return share <= 0 || explained <= 0 || excess <= 0
        ? NONE
        : new Concentration(
            purity * explained * excess / Math.sqrt(share),
            Math.min(1, Math.min(explained, excess)));
  }
}
