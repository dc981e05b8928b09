package dev.footfall;

import java.util.Locale;

/**
 * What {@link Analytics#verify} found out. Immutable.
 *
 * @param ok whether records sent now would be stored and seen under the key
 * @param message one sentence: what was found and, where something is wrong, what to do; never the
 *     key
 */
public record Verification(boolean ok, String message) {

  static Verification well(String format, Object... values) {
    return new Verification(true, String.format(Locale.ROOT, format, values));
  }

  static Verification trouble(String format, Object... values) {
    return new Verification(false, String.format(Locale.ROOT, format, values));
  }
}
