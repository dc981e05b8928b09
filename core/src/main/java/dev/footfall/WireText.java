package dev.footfall;

/**
 * Makes any text safe to post: at most so many bytes of UTF-8, cut on a code-point boundary, NUL
 * and lone surrogates replaced by U+FFFD. Nothing else is changed. A hosted service refuses the
 * whole post for a text that breaks these rules.
 */
final class WireText {

  /** What a hosted service's text columns hold, in bytes. */
  static final int MAX_BYTES = 255;

  private static final char REPLACEMENT = '\uFFFD';

  private WireText() {}

  static String clean(String text) {
    return clean(text, MAX_BYTES);
  }

  static String clean(String text, int maxBytes) {
    int end = Math.min(text.length(), maxBytes);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == 0 || c >= 0x80) {
        return cleanSlowly(text, maxBytes);
      }
    }
    return end == text.length() ? text : text.substring(0, end);
  }

  private static String cleanSlowly(String text, int maxBytes) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), maxBytes));
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        c = REPLACEMENT;
      }
      bytes += pair ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      if (bytes > maxBytes) {
        break;
      }
      clean.append(c);
      if (pair) {
        clean.append(text.charAt(++i));
      }
    }
    return clean.toString();
  }

  /** How many bytes of UTF-8 a clean text has. */
  static int utf8Length(String clean) {
    int bytes = clean.length();
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
