package dev.footfall.server.address;

import org.jspecify.annotations.Nullable;

/** Reads bare IP literals strictly; a name is never resolved. */
public final class IpLiteral {
  private static final int MAX_LENGTH = 45;

  private IpLiteral() {}

  /** The address, 4 or 16 bytes, or null when the text is anything but a bare literal. */
  public static byte @Nullable [] parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    return text.indexOf(':') < 0 ? v4(text) : v6(text);
  }

  private static byte @Nullable [] v4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        int value = decimal(text, start, i);
        if (value < 0 || part == 4) {
          return null;
        }
        address[part++] = (byte) value;
        start = i + 1;
      }
    }
    return part == 4 ? address : null;
  }

  private static int decimal(String text, int start, int end) {
    int digits = end - start;
    if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= 255 ? value : -1;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all != null && all.length == 16 ? all : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    // The gap stands for at least one group.
    if (head == null || tail == null || head.length + tail.length > 14 || hasV4(text, gap)) {
      return null;
    }
    byte[] address = new byte[16];
    System.arraycopy(head, 0, address, 0, head.length);
    System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
    return address;
  }

  /** Dotted decimals may stand at the very end only, so never before the gap. */
  private static boolean hasV4(String text, int gap) {
    return text.lastIndexOf('.', gap) >= 0;
  }

  private static byte @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] last = parts[parts.length - 1].indexOf('.') < 0 ? null : v4(parts[parts.length - 1]);
    int hex = last == null ? parts.length : parts.length - 1;
    byte[] bytes = new byte[2 * hex + (last == null ? 0 : 4)];
    for (int i = 0; i < hex; i++) {
      int value = hexadecimal(parts[i]);
      if (value < 0) {
        return null;
      }
      bytes[2 * i] = (byte) (value >> 8);
      bytes[2 * i + 1] = (byte) value;
    }
    if (last != null) {
      System.arraycopy(last, 0, bytes, 2 * hex, 4);
    }
    return bytes.length <= 16 ? bytes : null;
  }

  private static int hexadecimal(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = group.charAt(i) < 0x80 ? Character.digit(group.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
