package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A figure that binary floating point may round to either neighbour, because it lies that close to
 * the middle of them.
 */
record Near(BigDecimal value, BigDecimal low, BigDecimal high) implements Comparable<Near> {

  /** A figure rounded half up, known up to an error: exact when the error cannot change it. */
  static Object rounded(BigDecimal value, double error, int scale) {
    BigDecimal off = BigDecimal.valueOf(error);
    BigDecimal low = value.subtract(off).setScale(scale, RoundingMode.HALF_UP);
    BigDecimal high = value.add(off).setScale(scale, RoundingMode.HALF_UP);
    BigDecimal best = value.setScale(scale, RoundingMode.HALF_UP);
    return low.equals(high) ? best : new Near(best, low, high);
  }

  /** A figure whose rounding nothing says, sorted as it is shown. */
  static Object within(BigDecimal value, double error, int scale) {
    BigDecimal off = BigDecimal.valueOf(error);
    BigDecimal shown = value.setScale(scale, RoundingMode.HALF_UP);
    return new Near(shown, value.subtract(off), value.add(off));
  }

  boolean accepts(BigDecimal given) {
    return given.compareTo(low) >= 0 && given.compareTo(high) <= 0;
  }

  @Override
  public int compareTo(Near other) {
    return value.compareTo(other.value);
  }
}
