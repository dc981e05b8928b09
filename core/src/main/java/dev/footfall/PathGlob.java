package dev.footfall;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over raw paths: {@code ?} is one character and {@code *} any number of them within a
 * segment, {@code **} any number of segments; {@code /internal/**} matches {@code /internal} too.
 * The two forms that nearly all patterns have, a plain path and a plain path with {@code /**}
 * behind it, are compared as text; only others need a regular expression.
 */
final class PathGlob {

  private static final Pattern TOKEN = Pattern.compile("/\\*\\*$|\\*\\*/|\\*\\*|\\*|\\?|[^*?/]+|/");

  private final String literal;
  private final boolean below;
  private final @Nullable Pattern pattern;

  private PathGlob(String literal, boolean below, @Nullable Pattern pattern) {
    this.literal = literal;
    this.below = below;
    this.pattern = pattern;
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
    return new PathGlob(literal, below, plain ? null : compile(glob));
  }

  boolean matches(String path) {
    if (pattern != null) {
      return pattern.matcher(path).matches();
    }
    return below
        ? path.startsWith(literal)
            && (path.length() == literal.length() || path.charAt(literal.length()) == '/')
        : path.equals(literal);
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (Matcher token = TOKEN.matcher(glob); token.find(); ) {
      regex.append(
          switch (token.group()) {
            case "/**" -> "(?:/.*)?";
            case "**/" -> "(?:.*/)?";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(token.group());
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
