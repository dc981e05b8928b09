package dev.footfall.server.query;

import java.util.Locale;

/** How a filter compares a field with its values; a missing field matches only the last two. */
public enum Operator {
  IS,
  /** Contained, whatever the case. */
  CONTAINS,
  /** The whole value against a glob. */
  MATCHES,
  IN,
  GT,
  GTE,
  LT,
  LTE,
  IS_NOT,
  UNKNOWN;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
