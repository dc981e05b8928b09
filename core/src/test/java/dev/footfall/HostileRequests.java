package dev.footfall;

import java.util.Random;

/**
 * Random requests made to break a post: every field, every kind of trouble, some plain ones too.
 */
final class HostileRequests {

  private static final String[] PLAIN = {
    "/v1/items", "curl/8.0.1", "api.example.com", "user-1", "GET", "okhttp/5.0"
  };
  private static final String[] METHODS = {
    "GET", "post", "PUT", "PROPFIND", "", "DELETE", "geT", "M-SEARCH", "ПОСТ", "select", "\0"
  };
  private static final String[] ADDRESSES = {
    "203.0.113.7",
    "unknown",
    "1.2.3.4:80",
    "[::1]",
    "fe80::1%eth0",
    "10.0.0.1, 8.8.8.8",
    "",
    "::",
    "2001:db8::1",
    "999.1.1.1",
    "01.2.3.4",
    "::ffff:192.0.2.1",
    "1.2.3",
    "localhost",
    "1.2.3.4\0",
    "١.٢.٣.٤",
    "2001:db8:0:0:0:0:0:1:2",
    "[2001:db8::7]:443",
    "_hidden"
  };
  private static final String[] POISON = {
    "\0",
    "\uD800",
    "\uDC00",
    "é",
    "漢",
    "😀",
    "'",
    "--",
    ";",
    "\\",
    "/*",
    "SELECT",
    "dRop",
    "\u0001",
    "\n",
    "\t",
    "\u007f",
    "\u0085",
    "xp_",
    "\"",
    "\u2028",
    "{",
    "<script>",
    "\uFFFE"
  };

  private final Random random;

  HostileRequests(long seed) {
    random = new Random(seed);
  }

  FakeRequest plain() {
    return FakeRequest.get("/v1/items").header("User-Agent", "curl/8.0.1").header("X-User", "u");
  }

  FakeRequest next() {
    boolean plain = random.nextBoolean();
    FakeRequest r =
        FakeRequest.get(plain ? "/v1/items" : text())
            .method(plain ? "GET" : pick(METHODS))
            .host(plain ? "api.example.com" : text())
            .from(pick(ADDRESSES))
            .header("User-Agent", plain ? "curl/8." + random.nextInt(3_000) : text())
            .header("X-User", plain ? "user-1" : text());
    if (random.nextInt(4) == 0) {
      r.header("X-Forwarded-For", pick(ADDRESSES) + "," + pick(ADDRESSES));
    }
    if (random.nextInt(8) == 0) {
      r.header(
          "Forwarded", "for=" + pick(ADDRESSES) + ";proto=http, for=\"" + pick(ADDRESSES) + '"');
    }
    return r;
  }

  int status() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt();
      case 1 -> Integer.MAX_VALUE;
      case 2 -> 0;
      default -> 100 + random.nextInt(500);
    };
  }

  long elapsedNanos() {
    return switch (random.nextInt(6)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      case 2 -> -1;
      case 3 -> random.nextLong();
      default -> random.nextInt(2_000_000_000);
    };
  }

  long epochMillis() {
    return switch (random.nextInt(20)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      case 2 -> -1;
      default -> 1_763_676_000_000L + random.nextInt();
    };
  }

  private String text() {
    int kind = random.nextInt(1_000);
    if (kind < 5) {
      return null;
    }
    if (kind < 15) {
      return "";
    }
    if (kind == 15) {
      return pick(POISON).repeat(1_000_000);
    }
    StringBuilder text = new StringBuilder(pick(PLAIN));
    int parts = random.nextInt(kind < 300 ? 12 : 3);
    for (int i = 0; i < parts; i++) {
      text.append(pick(random.nextBoolean() ? POISON : PLAIN));
      if (random.nextInt(4) == 0) {
        text.append((char) random.nextInt(0x10000));
      }
    }
    if (random.nextInt(5) == 0) {
      text.insert(0, "x".repeat(240 + random.nextInt(20)));
    }
    return text.toString();
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
