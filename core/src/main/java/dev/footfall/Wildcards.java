package dev.footfall;

import java.util.Arrays;

/**
 * A pattern with wildcards, as {@link PathGlob} describes them. It goes along a path once, with the
 * set of all places in the pattern where it may stand by then. So a path costs its length times the
 * pattern's at most, whoever has made it up; a regular expression would try one way after the
 * other.
 */
final class Wildcards {

  /** What a place in the pattern takes from the path. */
  private enum Kind {
    /** This character. */
    LITERAL,
    /** One character within a segment. */
    ONE,
    /** Any number of them. */
    SOME,
    /** Any number of characters. */
    ANY,
    /** Nothing: the places after it can be left out. */
    OPTIONAL
  }

  /** How many can be left out after {@link Kind#OPTIONAL}. */
  private static final int OPTIONAL_PLACES = 2;

  private final Kind[] kinds;
  private final int[] literals;
  private final int places;
  private final String prefix;
  private final String suffix;

  Wildcards(String glob) {
    int[] g = glob.codePoints().toArray();
    kinds = new Kind[g.length];
    literals = new int[g.length];
    int n = 0;
    for (int i = 0; i < g.length; ) {
      if (is(g, i, '*', '*', '/')) {
        // Nothing, or all up to a slash.
        kinds[n++] = Kind.OPTIONAL;
        kinds[n++] = Kind.ANY;
        literals[n] = '/';
        kinds[n++] = Kind.LITERAL;
        i += 3;
      } else if (i + 3 == g.length && is(g, i, '/', '*', '*')) {
        // Nothing, or a slash and what follows.
        kinds[n++] = Kind.OPTIONAL;
        literals[n] = '/';
        kinds[n++] = Kind.LITERAL;
        kinds[n++] = Kind.ANY;
        i += 3;
      } else if (is(g, i, '*', '*')) {
        kinds[n++] = Kind.ANY;
        i += 2;
      } else {
        literals[n] = g[i];
        kinds[n++] = g[i] == '*' ? Kind.SOME : g[i] == '?' ? Kind.ONE : Kind.LITERAL;
        i++;
      }
    }
    places = n;
    // Of what is literal in every match: most paths are told apart by that.
    String fixed = glob.endsWith("/**") ? glob.substring(0, glob.length() - 3) : glob;
    int first = Math.min(indexOrEnd(fixed, '*'), indexOrEnd(fixed, '?'));
    prefix = fixed.substring(0, first);
    int last = Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?'));
    boolean optionalSlash = glob.startsWith("**/", last - 1);
    suffix = glob.substring(last + (optionalSlash ? 2 : 1));
  }

  private static boolean is(int[] text, int from, int... part) {
    int to = from + part.length;
    return to <= text.length && Arrays.equals(text, from, to, part, 0, part.length);
  }

  private static int indexOrEnd(String text, char c) {
    int index = text.indexOf(c);
    return index < 0 ? text.length() : index;
  }

  /** Whether the whole path matches. */
  boolean match(String path) {
    return path.startsWith(prefix) && path.endsWith(suffix) && walk(path);
  }

  private boolean walk(String path) {
    boolean[] here = new boolean[places + 1];
    here[0] = true;
    leaveOut(here);
    int c;
    for (int i = 0; i < path.length(); i += Character.charCount(c)) {
      c = path.codePointAt(i);
      if (!step(here, c)) {
        return false;
      }
      leaveOut(here);
    }
    return here[places];
  }

  /** Takes a character at every place; backwards, so that each looks at what was before. */
  private boolean step(boolean[] here, int c) {
    boolean any = false;
    for (int i = places; i >= 0; i--) {
      boolean stays = i < places && here[i] && repeats(i) && takes(i, c);
      boolean comes = i > 0 && here[i - 1] && !repeats(i - 1) && takes(i - 1, c);
      here[i] = stays || comes;
      any |= here[i];
    }
    return any;
  }

  /** Adds the places that are reached by taking nothing. */
  private void leaveOut(boolean[] here) {
    for (int i = 0; i < places; i++) {
      if (here[i]) {
        here[i + 1] |= repeats(i) || kinds[i] == Kind.OPTIONAL;
        if (kinds[i] == Kind.OPTIONAL) {
          here[i + 1 + OPTIONAL_PLACES] = true;
        }
      }
    }
  }

  private boolean repeats(int place) {
    return kinds[place] == Kind.SOME || kinds[place] == Kind.ANY;
  }

  private boolean takes(int place, int c) {
    return switch (kinds[place]) {
      case LITERAL -> c == literals[place];
      case ONE, SOME -> c != '/';
      case ANY -> true;
      case OPTIONAL -> false;
    };
  }
}
