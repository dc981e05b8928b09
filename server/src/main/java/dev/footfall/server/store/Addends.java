package dev.footfall.server.store;

/**
 * Two sums over requests that a figure is made of: those of parts of the requests add up to those
 * of all.
 *
 * @param whole what a rate or a mean divides by: requests
 * @param part what it divides, or what is counted
 */
public record Addends(double whole, double part) {
  public static final Addends NONE = new Addends(0, 0);

  public Addends plus(Addends other) {
    return new Addends(whole + other.whole, part + other.part);
  }

  public Addends minus(Addends other) {
    return new Addends(whole - other.whole, part - other.part);
  }
}
