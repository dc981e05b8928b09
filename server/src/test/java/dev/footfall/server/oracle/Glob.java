package dev.footfall.server.oracle;

/** The pattern of the operator matches: {@code *}, {@code ?}, and a backslash that escapes. */
final class Glob {
  private Glob() {}

  static boolean matches(String pattern, String text) {
    int[] wanted = pattern.codePoints().toArray();
    int[] given = text.codePoints().toArray();
    // reached[i]: the pattern so far can have used up the first i characters
    boolean[] reached = new boolean[given.length + 1];
    reached[0] = true;
    for (int p = 0; p < wanted.length; p++) {
      boolean[] next = new boolean[given.length + 1];
      if (wanted[p] == '*') {
        for (int i = 0; i <= given.length; i++) {
          next[i] = reached[i] || (i > 0 && next[i - 1]);
        }
      } else {
        boolean any = wanted[p] == '?';
        if (wanted[p] == '\\') {
          p++;
        }
        for (int i = 0; i < given.length; i++) {
          next[i + 1] = reached[i] && (any || given[i] == wanted[p]);
        }
      }
      reached = next;
    }
    return reached[given.length];
  }
}
