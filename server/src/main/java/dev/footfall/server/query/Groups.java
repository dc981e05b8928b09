package dev.footfall.server.query;

import java.util.Locale;

/** Which groups are rows: those of some records, by when else there are records of them. */
public enum Groups {
  ALL,
  /** None before the period. */
  NEW,
  /** Some before the period. */
  RETURNING,
  /** Some in the period compared with, and none in this one. */
  GONE;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
