package dev.footfall.server.query;

/** Text that came from outside. */
final class Text {
  private static final int MAX_SHOWN = 60;

  private Text() {}

  /** Whether it is free of NUL and of lone surrogates, which no record has. */
  static boolean isClean(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** Its beginning, fit for a message. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_SHOWN)
        .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_SHOWN
        ? shown.append('…').toString()
        : shown.toString();
  }
}
