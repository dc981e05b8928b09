package dev.footfall;

import org.jspecify.annotations.Nullable;

/**
 * A pattern over raw paths: {@code ?} is one character and {@code *} any number of them within a
 * segment, {@code **} any number of segments; {@code /internal/**} matches {@code /internal} too.
 * The two forms that nearly all patterns have, a plain path and a plain path with {@code /**}
 * behind it, are compared as text; only others need {@link Wildcards}.
 */
final class PathGlob {

  private final String literal;
  private final boolean below;
  private final @Nullable Wildcards wildcards;

  private PathGlob(String literal, boolean below, @Nullable Wildcards wildcards) {
    this.literal = literal;
    this.below = below;
    this.wildcards = wildcards;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it starts with neither {@code /} nor {@code *}
   */
  static PathGlob of(String glob) {
    if (!glob.startsWith("/") && !glob.startsWith("*")) {
      throw new IllegalArgumentException("exclude must start with / or *: " + glob);
    }
    boolean below = glob.endsWith("/**");
    String literal = below ? glob.substring(0, glob.length() - 3) : glob;
    boolean plain = literal.indexOf('*') < 0 && literal.indexOf('?') < 0;
    return new PathGlob(literal, below, plain ? null : new Wildcards(glob));
  }

  boolean matches(String path) {
    if (wildcards != null) {
      return wildcards.match(path);
    }
    return below
        ? path.startsWith(literal)
            && (path.length() == literal.length() || path.charAt(literal.length()) == '/')
        : path.equals(literal);
  }
}
