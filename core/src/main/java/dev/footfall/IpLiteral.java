package dev.footfall;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses strictly, by their text alone: a name is never resolved. */
final class IpLiteral {

  private static final int LONGEST = 45;

  private IpLiteral() {}

  /**
   * The 4 or 16 bytes of a bare literal, or null if the text is anything else. An IPv4 address
   * inside an IPv6 one ({@code ::ffff:1.2.3.4}) gives its 4 bytes.
   */
  static byte @Nullable [] parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    return text.indexOf(':') < 0 ? parseV4(text, 0) : parseV6(text);
  }

  private static byte @Nullable [] parseV4(String text, int from) {
    byte[] bytes = new byte[4];
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
        return null;
      }
      int start = at;
      int value = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && at - start < 3) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || value > 255 || leadingZero) {
        return null;
      }
      bytes[part] = (byte) value;
    }
    return at == text.length() ? bytes : null;
  }

  private static byte @Nullable [] parseV6(String text) {
    byte[] bytes = new byte[16];
    int filled = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = at;
      int value = 0;
      while (end < text.length() && end - at < 4 && Character.digit(text.charAt(end), 16) >= 0) {
        if (text.charAt(end) > 'f') {
          return null;
        }
        value = value * 16 + Character.digit(text.charAt(end++), 16);
      }
      if (end < text.length() && text.charAt(end) == '.') {
        byte[] tail = filled <= 12 ? parseV4(text, at) : null;
        if (tail == null) {
          return null;
        }
        System.arraycopy(tail, 0, bytes, filled, 4);
        filled += 4;
        at = text.length();
        break;
      }
      if (end == at || filled == 16) {
        return null;
      }
      bytes[filled++] = (byte) (value >> 8);
      bytes[filled++] = (byte) value;
      if (end == text.length()) {
        at = end;
        break;
      }
      if (text.charAt(end) != ':' || end + 1 == text.length()) {
        return null;
      }
      at = end + 1;
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = filled;
        at++;
      }
    }
    if (gap < 0 ? filled != 16 : filled > 14) {
      return null;
    }
    if (gap >= 0) {
      System.arraycopy(bytes, gap, bytes, 16 - (filled - gap), filled - gap);
      Arrays.fill(bytes, gap, 16 - (filled - gap), (byte) 0);
    }
    return isMappedV4(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  private static boolean isMappedV4(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }

  /** The usual text of 4 or 16 bytes: dotted, or RFC 5952's compressed form. */
  static String format(byte[] bytes) {
    if (bytes.length == 4) {
      return (bytes[0] & 0xff)
          + "."
          + (bytes[1] & 0xff)
          + "."
          + (bytes[2] & 0xff)
          + "."
          + (bytes[3] & 0xff);
    }
    int gapAt = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && bytes[2 * end] == 0 && bytes[2 * end + 1] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gapAt = i;
        gapLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gapAt) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString((bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff)));
    }
    return text.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
