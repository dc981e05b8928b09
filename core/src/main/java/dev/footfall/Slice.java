package dev.footfall;

import java.util.BitSet;

/**
 * Consecutive records of a batch, in the arrays of the batch: what goes to disk at once.
 *
 * @param records the batch's records, joined by commas
 * @param ends the index in {@code records} behind each of the batch's records
 * @param skips which of the batch's records a hosted service will leave out
 * @param from the first record
 * @param to behind the last record
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Slice(byte[] records, int[] ends, BitSet skips, int from, int to) {

  int count() {
    return to - from;
  }

  /** Where its bytes begin: with the comma, if it is not the first of its batch. */
  int start() {
    return from == 0 ? 0 : ends[from - 1];
  }

  int end() {
    return to == 0 ? 0 : ends[to - 1];
  }
}
