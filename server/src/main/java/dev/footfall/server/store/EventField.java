package dev.footfall.server.store;

import java.util.Locale;

/** The text fields of an event, named as on the wire; the order is that of the columns. */
public enum EventField {
  NAME,
  SOURCE,
  OUTCOME,
  USER_ID,
  USER_GROUP,
  SESSION_ID,
  OBJECT,
  CURRENCY,
  INPUTS,
  OUTPUTS,
  PROPERTIES;

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

  /** Whether the value is a JSON object, kept as its text. */
  public boolean isJson() {
    return this == INPUTS || this == OUTPUTS || this == PROPERTIES;
  }
}
