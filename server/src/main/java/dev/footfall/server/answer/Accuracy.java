package dev.footfall.server.answer;

import dev.footfall.server.query.Metric;
import dev.footfall.server.store.Grouping.Percentiles;
import dev.footfall.server.store.Grouping.Precision;
import dev.footfall.server.store.Matches;
import java.util.List;

/** How exact figures can be, as so many records match, in the time that there is for them. */
final class Accuracy {
  /** With more records than this, users and routes of groups are estimated. */
  static final long MANY_RECORDS = 1_000_000;

  /** Sorting the times of more takes longer than anything else of a query. */
  private static final long MANY_TIMES = 4_000_000;

  /** So many take an eighth of the database's memory while they are sorted, at four bytes each. */
  private static final long MAX_TIMES = 16_000_000;

  private static final String WEIGHTED = "estimated from sampled records";
  private static final String USERS = "estimated with HyperLogLog, as over 1,000,000 records match";
  private static final String SAMPLE =
      "estimated from every 16th record, as over 4,000,000 records match";
  private static final String DIGEST = "estimated with t-digest, as over 16,000,000 records match";
  private static final String HURRY = "estimated, as many queries wait for their turn";
  private static final String MEMORY =
      "estimated, as counting exactly takes more memory than --memory";

  private final Matches matches;
  private final boolean grouped;
  private final boolean hurried;

  /**
   * @param grouped whether rows are figures of groups, not of all that matches
   * @param hurried whether others wait, so that even totals are estimated
   */
  Accuracy(Matches matches, boolean grouped, boolean hurried) {
    this.matches = matches;
    this.grouped = grouped;
    this.hurried = hurried;
  }

  boolean isMany() {
    return matches.records() > MANY_RECORDS;
  }

  Precision ofTotals() {
    return precision(hurried && isMany(), percentiles(true));
  }

  /**
   * @param mayMiss whether percentiles of groups that are too small for a sample are asked for
   *     again
   */
  Precision ofRows(boolean mayMiss) {
    return grouped ? precision(isMany(), percentiles(mayMiss)) : ofTotals();
  }

  private Precision precision(boolean estimateDistinct, Percentiles percentiles) {
    boolean wide = matches.maxResponseTimeMicros() > Integer.MAX_VALUE;
    return new Precision(matches.weighted(), wide, estimateDistinct, percentiles);
  }

  private Percentiles percentiles(boolean sampled) {
    if (sampled && matches.records() > (hurried ? MANY_RECORDS : MANY_TIMES)) {
      return matches.records() / Percentiles.SAMPLED > MAX_TIMES
          ? Percentiles.DIGEST
          : Percentiles.SAMPLE;
    }
    return matches.records() > MAX_TIMES ? Percentiles.DIGEST : Percentiles.ALL_VALUES;
  }

  /** The same for groups that are small enough to look at each time. */
  static Precision ofSmall(Precision precision) {
    return new Precision(
        precision.weighted(),
        precision.wideTimes(),
        precision.estimateDistinct(),
        Percentiles.ALL_VALUES);
  }

  /** What takes the least memory. */
  static Precision least(Precision precision) {
    return new Precision(precision.weighted(), precision.wideTimes(), true, Percentiles.DIGEST);
  }

  /**
   * Notes which of these figures the precision leaves to estimates, and why.
   *
   * @param ofTotals whether they are the totals, not those of rows
   */
  void note(Precision precision, List<Metric> metrics, boolean ofTotals, Estimates estimates) {
    for (Metric metric : metrics) {
      Metric.Kind kind = metric.kind();
      if (precision.weighted() && (kind.isWeighted() || kind.isPercentile())) {
        estimates.note(metric, WEIGHTED, ofTotals);
      } else if (precision.percentiles() == Percentiles.DIGEST && kind.isPercentile()) {
        estimates.note(metric, DIGEST, ofTotals);
      } else if (precision.percentiles() == Percentiles.SAMPLE && kind.isPercentile()) {
        estimates.note(metric, matches.records() > MANY_TIMES ? SAMPLE : HURRY, ofTotals);
      } else if (precision.estimateDistinct() && kind.isDistinctCount()) {
        estimates.note(metric, grouped && !ofTotals ? USERS : HURRY, ofTotals);
      }
    }
  }

  /** Notes that those of these figures are estimated that need much memory to be exact. */
  static void noteMemory(List<Metric> metrics, boolean ofTotals, Estimates estimates) {
    for (Metric metric : metrics) {
      if (metric.kind().isPercentile() || metric.kind().isDistinctCount()) {
        estimates.note(metric, MEMORY, ofTotals);
      }
    }
  }
}
