package dev.footfall.benchmarks;

/**
 * What records add up to. Two sets of records with the same sums are the same: where one is missing
 * and another is there twice, the count alone would not show it.
 */
record Tally(long records, long createdMillis, long responseMicros) {

  static final Tally NONE = new Tally(0, 0, 0);

  /** The sums wrap around, which does not matter to whether they are equal. */
  Tally plus(Tally other) {
    return new Tally(
        records + other.records,
        createdMillis + other.createdMillis,
        responseMicros + other.responseMicros);
  }
}
