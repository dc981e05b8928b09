package dev.footfall.server.ingest;

/** Cleans text that came from outside. */
final class Text {
  static final int MAX_BYTES = 2048;

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** NUL and lone surrogates become U+FFFD; the same instance when there are none. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replace(text, i);
      }
    }
    return text;
  }

  private static String replace(String text, int from) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = from; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c == 0) {
        clean.setCharAt(i, REPLACEMENT);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < clean.length()
          && Character.isLowSurrogate(clean.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  /**
   * How many chars of clean text fit into {@link #MAX_BYTES} bytes of UTF-8, ending between two
   * code points; the whole length when nothing is to be cut.
   */
  static int fitting(String text) {
    int length = text.length();
    if (length * 3L <= MAX_BYTES) {
      return length;
    }
    int bytes = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : pair ? 4 : 3;
      if (bytes > MAX_BYTES) {
        return i;
      }
      if (pair) {
        i++;
      }
    }
    return length;
  }

  /** Clean text that fits. */
  static String fit(String text) {
    String clean = clean(text);
    return clean.substring(0, fitting(clean));
  }
}
