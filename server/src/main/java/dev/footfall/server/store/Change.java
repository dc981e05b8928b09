package dev.footfall.server.store;

import java.util.Map;

/**
 * A change for the audit log: who did what to what. Nothing in it is secret: keys and tokens are
 * named by their ids and names.
 *
 * @param actor {@link Caller#actor()}, or one of the constants here
 * @param action such as {@code key.revoke}
 * @param object such as {@code key 3}
 * @param before what was there, by name; empty when there was nothing
 * @param after what is there now, by name; empty when there is nothing
 */
public record Change(
    String actor, String action, String object, Map<String, ?> before, Map<String, ?> after) {
  /** Whoever holds the server's admin token or sits at its machine. */
  public static final String OPERATOR = "operator";

  /** A stranger, where anybody may make a key. */
  public static final String ANYBODY = "anybody";

  /** The server by itself. */
  public static final String SERVER = "server";

  public static Change made(String actor, String action, String object, Map<String, ?> after) {
    return new Change(actor, action, object, Map.of(), after);
  }

  static Change gone(String actor, String action, String object, Map<String, ?> before) {
    return new Change(actor, action, object, before, Map.of());
  }
}
