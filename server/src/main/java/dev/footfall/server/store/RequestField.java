package dev.footfall.server.store;

import java.util.Locale;

/**
 * The text fields of a request, named as on the wire; the order is that of the columns. Derived
 * ones are found out by the server: what a client sends under their names is ignored.
 */
public enum RequestField {
  HOSTNAME,
  IP_ADDRESS,
  LOCATION(true),
  PATH,
  ROUTE,
  USER_AGENT,
  METHOD,
  ERROR,
  USER_ID,
  USER_GROUP,
  SESSION_ID,
  REFERRER,
  TRACE_ID,
  CLIENT(true),
  OS(true),
  DEVICE(true),
  TRAFFIC(true),
  API_VERSION(true),
  OPERATION(true),
  /** Which of the project's templates gave the route, where none was sent. */
  ROUTE_RULE(true);

  private final boolean derived;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  RequestField() {
    this(false);
  }

  RequestField(boolean derived) {
    this.derived = derived;
  }

  /** Whether the server fills it, never a client. */
  public boolean isDerived() {
    return derived;
  }

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
