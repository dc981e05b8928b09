package dev.footfall.server.hostile;

import java.util.List;
import java.util.Random;

/** Values that nobody in their right mind sends. */
final class Odd {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t\r\n",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "x\udc00y",
          "\ufeff",
          "\u202etxt.exe",
          "\ud83d\udca9",
          "I\u0307\u0131\u00df\u03c2",
          "null",
          "undefined",
          "true",
          "-1",
          "0",
          "+5",
          " 5",
          "5 ",
          "1_000",
          "0x10",
          "1e9",
          "1e999999999",
          "NaN",
          "-Infinity",
          "\u0663\u0664",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "18446744073709551616",
          "999999999999999999",
          "99999999999999999999999999999999999999",
          "' OR '1'='1",
          "'; DROP TABLE requests; --",
          "\" UNION SELECT key_hash FROM keys --",
          "1); COPY keys TO '/tmp/x'; --",
          "?, $1, :name",
          "=cmd|' /C calc'!A0",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "{{7*7}}${7*7}",
          "${jndi:ldap://127.0.0.1/x}",
          "%s%n%x",
          "../../../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "file:///etc/passwd",
          "%00",
          "%zz",
          "%",
          "%25%32%35",
          "a\r\nX-Injected: yes",
          "a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
          "2026-13-01",
          "2026-02-30T00:00:00Z",
          "2026-11-20T24:00:00Z",
          "2026-11-20T23:59:60Z",
          "+999999999-12-31T23:59:59.999999999Z",
          "-999999999-01-01",
          "0000-01-01",
          "9999-12-31T23:59:59.999999999-18:00",
          "1969-12-31T23:59:59Z",
          "Europe/Paris\u0000",
          "GMT+18:00",
          "+18:00:01",
          "*",
          "*?*?*?*?*?*?*?*?*?*x",
          "[a-z",
          "(a+)+$",
          "%_%_%",
          "\\",
          "\\\\\\",
          "((((((((((",
          "a:b:c",
          ",,,,",
          ";",
          "::1",
          "255.255.255.255",
          "fe80::1%eth0",
          "00000000-0000-4000-8000-000000000000",
          "0000000G-0000-4000-8000-000000000000");

  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\":{}}",
          "-0",
          "-1",
          "1.5",
          "1e400",
          "-1e-400",
          "1E+2147483647",
          "1e-2147483648",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1000000000000000.000000000000000001",
          "NaN",
          "Infinity",
          "0x1F",
          "01",
          ".5",
          "5.",
          "'a'",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\x41\"",
          "\"\n\"",
          "/**/1",
          "\"2026-11-20\"");

  private Odd() {}

  static String text(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> one(random, TEXTS).repeat(1 + random.nextInt(40));
      case 1 -> one(random, TEXTS) + one(random, TEXTS);
      case 2 -> characters(random, random.nextInt(30));
      case 3 -> "x".repeat(1 + random.nextInt(6_000));
      default -> one(random, TEXTS);
    };
  }

  /** A value as JSON has it, or as it must not be. */
  static String json(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> quoted(text(random));
      case 4 -> "9".repeat(1 + random.nextInt(2_000));
      case 5 -> nested(random, 1 + random.nextInt(1_200));
      case 6 -> "1." + "0".repeat(random.nextInt(1_200)) + "1";
      default -> one(random, JSON);
    };
  }

  static String nested(Random random, int depth) {
    boolean lists = random.nextBoolean();
    String open = (lists ? "[" : "{\"a\":").repeat(depth);
    return random.nextInt(4) == 0
        ? open
        : open + (lists ? "" : "1") + (lists ? "]" : "}").repeat(depth);
  }

  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String characters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
    }
    return text.toString();
  }

  static <T> T one(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
