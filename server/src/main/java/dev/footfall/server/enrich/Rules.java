package dev.footfall.server.enrich;

/** The version of everything in this package that decides what a record's derived fields say. */
public final class Rules {
  /**
   * To be raised with any change of an answer, a newer list of browsers included: records that
   * older rules filled are then filled again.
   */
  public static final int VERSION = 1;

  private Rules() {}
}
