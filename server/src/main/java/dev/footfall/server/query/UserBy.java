package dev.footfall.server.query;

import java.util.Locale;

/** What a user is. */
public enum UserBy {
  /** The id, or the address where there is none. */
  ID_OR_ADDRESS,
  /** Each pair of id and address that occurs, one of which may be missing. */
  ID_AND_ADDRESS,
  ADDRESS;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
