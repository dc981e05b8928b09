package dev.footfall.server.query;

import java.util.Locale;

/** The period that a period is compared with. */
public enum Comparison {
  /** The one just before, as long by the zone's clock. */
  PREVIOUS_PERIOD,
  /** The same dates a year earlier. */
  PREVIOUS_YEAR;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
