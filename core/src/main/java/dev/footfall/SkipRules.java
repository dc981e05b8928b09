package dev.footfall;

import java.util.Arrays;
import java.util.Set;

/**
 * Foretells which records a hosted service leaves out behind a 201: those whose text looks like SQL
 * to it, or whose method it does not know. The lenient and the strict rules that its sources can be
 * built with are taken together, since which of them runs is not known.
 */
final class SkipRules {

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "HEAD", "TRACE");

  /** What must not stand inside a text, by its first character in lower case. */
  private static final String[][] FORBIDDEN = new String[128][];

  static {
    for (String word :
        new String[] {
          "select",
          "insert",
          "update",
          "delete",
          "drop",
          "create",
          "alter",
          "truncate",
          "exec",
          "union",
          "script",
          "declare",
          "xp_",
          "sp_",
          "'",
          "--",
          ";",
          "\\",
          "/*",
          "*/"
        }) {
      char first = word.charAt(0);
      String[] others = FORBIDDEN[first] == null ? new String[0] : FORBIDDEN[first];
      String[] all = Arrays.copyOf(others, others.length + 1);
      all[others.length] = word;
      FORBIDDEN[first] = all;
      FORBIDDEN[Character.toUpperCase(first)] = all;
    }
  }

  private SkipRules() {}

  static boolean skips(RequestRecord r) {
    return !METHODS.contains(r.method())
        || skips(r.path())
        || skips(r.userAgent())
        || skips(r.hostname())
        || skips(r.userId());
  }

  private static boolean skips(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return true;
      }
      String[] words = c < 128 ? FORBIDDEN[c] : null;
      if (words != null) {
        for (String word : words) {
          if (text.regionMatches(true, i, word, 0, word.length())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
