package dev.footfall.server.enrich;

import org.jspecify.annotations.Nullable;

/** The name that a program gives itself: what comes before the version. */
final class ProductName {
  private static final int MAX_LENGTH = 64;

  /** A language says less than the library that follows it. */
  private static final String LANGUAGE = "Python/";

  private ProductName() {}

  /** The first product's name, or null when there is none that tells anything. */
  static @Nullable String of(String text) {
    int start = 0;
    if (text.startsWith(LANGUAGE)) {
      int next = text.indexOf(' ');
      if (next > 0 && text.indexOf('/', next) > 0) {
        start = next + 1;
      }
    }
    int end = start;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    String name = shorten(withoutVersion(text.substring(start, end).strip()));
    return name.codePoints().noneMatch(Character::isLetter) || PathSegment.isId(name) ? null : name;
  }

  /** At most 64 characters; of longer ones the first word. */
  static String shorten(String name) {
    String result = name;
    if (result.length() > MAX_LENGTH) {
      int space = result.indexOf(' ');
      result = space > 0 ? result.substring(0, space) : result;
    }
    if (result.length() > MAX_LENGTH) {
      int end = Character.isHighSurrogate(result.charAt(MAX_LENGTH - 1)) ? 1 : 0;
      result = result.substring(0, MAX_LENGTH - end);
    }
    return result;
  }

  private static boolean isEnd(char c) {
    return "/(),;[]{}<>\"'=|".indexOf(c) >= 0 || Character.isISOControl(c);
  }

  /** Without a last word such as 2.11 or v2. */
  private static String withoutVersion(String name) {
    int space = name.lastIndexOf(' ');
    if (space > 0) {
      int at = name.charAt(space + 1) == 'v' ? space + 2 : space + 1;
      if (at < name.length() && Character.isDigit(name.charAt(at))) {
        return name.substring(0, space).strip();
      }
    }
    return name;
  }
}
