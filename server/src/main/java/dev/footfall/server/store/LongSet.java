package dev.footfall.server.store;

import java.util.Arrays;

/** A set of longs without a box for each: open addressing, at most half full. Not thread-safe. */
final class LongSet {
  private long[] slots = new long[1024];
  private int size;
  private boolean hasZero;

  boolean contains(long value) {
    if (value == 0) {
      return hasZero;
    }
    for (int i = slot(value); slots[i] != 0; i = (i + 1) & (slots.length - 1)) {
      if (slots[i] == value) {
        return true;
      }
    }
    return false;
  }

  void add(long value) {
    if (value == 0) {
      hasZero = true;
      return;
    }
    if (contains(value)) {
      return;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    put(value);
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    size = 0;
    Arrays.stream(old).filter(value -> value != 0).forEach(this::put);
  }

  private void put(long value) {
    int i = slot(value);
    while (slots[i] != 0) {
      i = (i + 1) & (slots.length - 1);
    }
    slots[i] = value;
    size++;
  }

  private int slot(long value) {
    // The top bits of the product depend on all bits of the value.
    return (int) ((value * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(slots.length) + 1));
  }
}
