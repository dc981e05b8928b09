package dev.footfall.server.enrich;

import java.util.Set;

/** Judges what stands between two slashes of a path. */
final class PathSegment {
  static final String ID = "{id}";

  private static final int MAX_NAME = 64;
  private static final int MIN_HEX = 8;
  private static final int MAX_DIGITS = 5;
  private static final int MIN_TOKEN = 16;
  private static final int MIN_TOKEN_DIGITS = 3;

  /** Formats in which an API answers for one thing: 42.json is 42 as JSON. */
  private static final Set<String> FORMATS =
      Set.of("json", "xml", "csv", "txt", "pdf", "html", "yaml", "yml", "ics", "zip");

  /** Files of a site; their names stay, whatever is in them. */
  private static final Set<String> ASSETS =
      Set.of(
          "js", "mjs", "css", "map", "wasm", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp",
          "avif", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm");

  private PathSegment() {}

  /** The segment, or what stands for it in a template. */
  static String template(String segment) {
    if (segment.isEmpty()
        || segment.indexOf('{') >= 0
        || segment.equals("*")
        || ApiVersion.isVersion(segment)) {
      return segment.length() > MAX_NAME ? ID : segment;
    }
    int dot = segment.lastIndexOf('.');
    String extension = segment.substring(dot + 1);
    if (dot > 0 && ASSETS.contains(extension) && segment.length() <= MAX_NAME) {
      return segment;
    }
    if (dot > 0 && FORMATS.contains(extension)) {
      return isId(segment.substring(0, dot)) ? ID + "." + extension : segment;
    }
    return isId(segment) ? ID : segment;
  }

  /** Whether the text names one thing of many rather than a kind of thing. */
  static boolean isId(String text) {
    int length = text.length();
    int digits = 0;
    int hex = 0;
    int letters = 0;
    int separators = 0;
    int changes = 0;
    boolean lower = false;
    boolean upper = false;
    char before = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '@' || c == '%') {
        return true;
      }
      if (isDigit(c)) {
        digits++;
        hex++;
      } else if (Character.isLetter(c)) {
        letters++;
        hex += isHexLetter(c) ? 1 : 0;
        lower |= Character.isLowerCase(c);
        upper |= Character.isUpperCase(c);
      } else {
        separators++;
      }
      changes += i > 0 && isChange(before, c) ? 1 : 0;
      before = c;
    }
    if (length > MAX_NAME || (digits > 0 && letters == 0) || digits > MAX_DIGITS) {
      return true;
    }
    if (digits > 0 && hex == letters + digits && length - separators >= MIN_HEX) {
      return true;
    }
    if (length < MIN_TOKEN) {
      return false;
    }
    return (lower && upper)
        ? (digits > 0 && changes * 3 >= length)
        : (digits >= MIN_TOKEN_DIGITS && separators == 0);
  }

  /** Between kinds of characters; a capital letter that begins a word is none. */
  private static boolean isChange(char before, char c) {
    if (Character.isUpperCase(before) && Character.isLowerCase(c)) {
      return false;
    }
    return kind(before) != kind(c);
  }

  private static int kind(char c) {
    return isDigit(c) ? 0 : Character.isLowerCase(c) ? 1 : Character.isUpperCase(c) ? 2 : 3;
  }

  private static boolean isHexLetter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
