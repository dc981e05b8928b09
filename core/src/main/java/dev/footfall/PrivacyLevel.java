package dev.footfall;

/** What happens to the client's address. */
public enum PrivacyLevel {
  /** Level 0, the default: the address is sent; the server infers the country and stores both. */
  FULL(0),
  /** Level 1: the address is sent; the server infers the country and discards the address. */
  NO_ADDRESS_STORED(1),
  /** Level 2: the address is never read, its mapper is not called, nothing is inferred. */
  NO_ADDRESS_SENT(2);

  private final int level;

  PrivacyLevel(int level) {
    this.level = level;
  }

  /** The level as the wire counts it, 0 to 2. */
  public int level() {
    return level;
  }

  /**
   * The level of this number.
   *
   * @throws IllegalArgumentException if it is not 0, 1 or 2
   */
  public static PrivacyLevel of(int level) {
    for (PrivacyLevel candidate : values()) {
      if (candidate.level == level) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("privacyLevel is not 0, 1 or 2: " + level);
  }
}
