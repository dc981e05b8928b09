package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Makes posts of records with everything in them that an answer can stumble over. */
final class Traffic {
  private static final List<String> TEMPLATES =
      List.of(
          "/v1/items/{id}",
          "/v1/items",
          "/v2/users/{id}",
          "/api/v2beta/orders/{id}/lines",
          "/v10/search",
          "/health",
          "/café/{name}",
          "/100%/a_b",
          "/");
  private static final List<String> PATHS =
      List.of(
          "/v1/o'brien/\"quoted\"",
          "/a*b/c?d=1&e=%25",
          "/back\\slash/x",
          "/emoji/\uD83D\uDE00",
          "/ｆｕｌｌ/ＷＩＤＥ",
          "/CAFÉ/Ünï?q=É",
          "/a_b/50%",
          "/v1/items/550e8400-e29b-41d4-a716-446655440000?x=1?y=2",
          "/files/2026-11-20/5f2b6c1d9e8a7b6c5d4e3f2a1b0c9d8e");
  private static final String[] USERS = {
    "Ada", "ada", "zoë", "O'Brien \"x\"", "100%", "a_b*c", "back\\slash", " ", "null", "0", "用户"
  };
  private static final String[] ADDRESSES = {
    "8.8.8.8",
    "1.1.1.1",
    "203.0.113.7",
    "203.0.113.8",
    "198.51.100.23",
    "10.0.0.1",
    "2001:4860:4860::8888",
    "2001:db8::1",
    "81.2.69.142",
    "185.228.168.9",
    "133.11.0.1"
  };
  private static final String[] AGENTS = {
    "curl/8.0.1",
    "okhttp/4.12.0",
    "python-requests/2.31.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "-",
    "Ünknown Ägent/1.0 (100%_*)",
    "a\\b"
  };
  private static final int[] STATUSES = {
    200, 200, 200, 200, 200, 200, 201, 204, 301, 304, 400, 401, 404, 404, 429, 500, 503, 100, 418,
    599
  };
  private static final long[] MICROS = {
    0,
    0,
    1,
    99,
    100,
    149,
    150,
    999,
    1000,
    1000,
    1500,
    12_000,
    12_000,
    12_345,
    99_999,
    100_000,
    69_999_999,
    70_000_000,
    99_999_999,
    100_000_000,
    2_147_483_648L,
    5_000_000_001L
  };
  private static final long[] BYTES = {0, 1, 512, 512, 4096, 1L << 31, 1L << 33};
  private static final long MOST_BYTES = (1L << 53) - 1;
  private static final double[] WEIGHTS = {1.25, 2, 2.5, 10, 100.5};

  private final Random random;
  private final Moments moments;
  private final boolean weighted;

  Traffic(Random random, Moments moments, boolean weighted) {
    this.random = random;
    this.moments = moments;
    this.weighted = weighted;
  }

  ObjectNode post(String key, int records, Duration age) {
    ObjectNode post = JsonNodeFactory.instance.objectNode().put("api_key", key);
    maybe(post, "framework", 100, "Spring", "Javalin", "Express", "Größe");
    maybe(post, "service", 85, "shop", "billing", "Übersicht", "a b");
    maybe(post, "environment", 80, "production", "staging");
    maybe(post, "instance", 70, "node-1", "node-2", "node-10");
    maybe(post, "version", 70, "1.0", "1.10", "1.9", "2.0-β");
    int level = Math.max(0, random.nextInt(10) - 7);
    post.put("privacy_level", level);
    for (int i = 0; i < records; i++) {
      record(post.withArray("requests").addObject(), level, age);
    }
    return post;
  }

  private void record(ObjectNode record, int privacyLevel, Duration age) {
    record.put("created_at", moments.next().minus(age).toString());
    maybe(record, "method", 100, "GET", "GET", "GET", "POST", "PUT", "DELETE", "PURGE");
    record.put("status", STATUSES[skewed(STATUSES.length)]);
    time(record);
    path(record);
    bytes(record, "request_bytes", 60);
    bytes(record, "response_bytes", 80);
    if (privacyLevel < 2) {
      maybe(record, "ip_address", 80, ADDRESSES);
    }
    if (random.nextInt(100) < 70) {
      boolean odd = random.nextInt(4) == 0;
      record.put("user_id", odd ? USERS[skewed(USERS.length)] : "user-" + skewed(120));
    }
    maybe(record, "user_agent", 90, AGENTS);
    maybe(record, "hostname", 90, "api.example.com", "API.example.com", "münchen.example");
    maybe(record, "user_group", 40, "gold", "silver", "bronze");
    maybe(record, "session_id", 30, "s-1", "s-2", "s_3", "S-1");
    maybe(record, "referrer", 20, "https://example.com/?a=b", "-");
    maybe(record, "error", 15, "java.io.IOException", "IllegalStateException", "Ex*_%\\n");
    maybe(record, "trace_id", 10, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    if (weighted && random.nextInt(3) == 0) {
      record.put("weight", WEIGHTS[random.nextInt(WEIGHTS.length)]);
    }
  }

  private void time(ObjectNode record) {
    long micros =
        random.nextInt(3) == 0
            ? MICROS[random.nextInt(MICROS.length)]
            : (long) Math.exp(9 + 1.5 * random.nextGaussian());
    if (random.nextInt(6) > 0) {
      record.put("response_time_us", micros);
    }
    if (!record.has("response_time_us") || random.nextBoolean()) {
      record.put("response_time", micros / 1000);
    }
  }

  private void path(ObjectNode record) {
    if (random.nextInt(20) == 0) {
      return;
    }
    if (random.nextInt(5) == 0) {
      record.put("path", PATHS.get(random.nextInt(PATHS.size())));
      return;
    }
    String template = TEMPLATES.get(skewed(TEMPLATES.size()));
    record.put(
        "path",
        template.replace("{id}", "" + skewed(50)).replace("{name}", "zoë")
            + (random.nextInt(5) == 0 ? "?page=" + skewed(5) : ""));
    if (random.nextInt(5) > 1) {
      record.put("route", template);
    }
  }

  private void bytes(ObjectNode record, String name, int percent) {
    if (random.nextInt(100) >= percent) {
      return;
    }
    if (!weighted && random.nextInt(1000) == 0) {
      // what is weighted is added up in floating point, which has no place for more of these
      record.put(name, MOST_BYTES);
    } else {
      record.put(
          name, random.nextInt(10) == 0 ? BYTES[skewed(BYTES.length)] : random.nextInt(100_000));
    }
  }

  private void maybe(ObjectNode json, String name, int percent, String... values) {
    if (random.nextInt(100) < percent) {
      json.put(name, values[skewed(values.length)]);
    } else if (random.nextInt(10) == 0) {
      json.put(name, "");
    } else if (random.nextInt(10) == 0) {
      json.putNull(name);
    }
  }

  /** The first values far more often than the last. */
  private int skewed(int bound) {
    double share = random.nextDouble();
    return (int) (share * share * bound);
  }
}
