package dev.footfall.server.store;

import java.util.Locale;

/** The text fields of a request, named as on the wire; the order is that of the columns. */
public enum RequestField {
  HOSTNAME,
  IP_ADDRESS,
  LOCATION,
  PATH,
  ROUTE,
  USER_AGENT,
  METHOD,
  ERROR,
  USER_ID,
  USER_GROUP,
  SESSION_ID,
  REFERRER,
  TRACE_ID;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and of the column. */
  public String wireName() {
    return wireName;
  }

  /** The place among a row's texts, and the bit that says it was cut. */
  @SuppressWarnings("EnumOrdinal") // the order of the columns, fixed by the schema
  public int index() {
    return ordinal();
  }
}
