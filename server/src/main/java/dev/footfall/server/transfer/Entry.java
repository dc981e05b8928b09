package dev.footfall.server.transfer;

import org.jspecify.annotations.Nullable;

/**
 * One record of a source.
 *
 * @param number which one it is, as the source counts
 * @param json the record as it is posted
 * @param problem why it cannot be sent, or null
 */
// Entries are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Entry(long number, Head head, byte[] json, @Nullable BadRecordException problem) {
  private static final Head NO_HEAD = new Head(java.util.List.of());

  static Entry bad(long number, BadRecordException problem) {
    return new Entry(number, NO_HEAD, new byte[0], problem);
  }
}
