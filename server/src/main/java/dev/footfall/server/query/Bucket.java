package dev.footfall.server.query;

/** The lengths that time is cut into, the finest first. */
public enum Bucket {
  MINUTE("1m"),
  FIVE_MINUTES("5m"),
  QUARTER("15m"),
  HOUR("1h"),
  SIX_HOURS("6h"),
  DAY("1d"),
  WEEK("1w"),
  MONTH("1mo");

  private final String wireName;

  Bucket(String wireName) {
    this.wireName = wireName;
  }

  /** The name after {@code time:}. */
  public String wireName() {
    return wireName;
  }
}
