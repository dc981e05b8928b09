package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, they are a query or are refused, at once. */
class QueryFuzzTest {
  private static final long MAX_NANOS = Duration.ofSeconds(5).toNanos();
  private static final List<String> GOOD =
      List.of(
          """
          {"from": "2026-11-13T00:00:00Z", "to": "2026-11-20", "zone": "Europe/Paris",
           "metrics": ["requests", "users", "success_rate", "p95", "sum:request_bytes"],
           "dimensions": ["route", "time:1d"], "limit": 50, "totals": true, "budget_ms": 100,
           "filters": [{"field": "status_class", "op": "in", "value": ["4xx", "5xx"]},
                       {"field": "response_time", "op": "gt", "value": 1.5e2},
                       {"field": "weekday", "op": "is", "value": "mon"},
                       {"field": "error", "op": "unknown"}],
           "search": "status:5xx method:GET path:/users/* rt:>250 -client:curl \\"free words\\"",
           "compare": "previous_period", "groups": "gone", "offset": 3,
           "order": [{"by": "requests", "dir": "desc"}], "id": "a"}
          """,
          """
          {"metrics":["requests"],"search":"(a OR b) NOT -(c \\"d e\\") rt:1..2 path:a,b*,\\\\,c"}
          """,
          """
          {"metrics":["requests"],"filters":[{"field":"status","op":"in","value":[1,"5xx",-3.0]}]}
          """);
  private static final String PIECES = "{}[]\",:\\()*?<>=.~-+eE0123456789 \n\u0000tfn\u00e9";

  private final Random random = new Random(20_261_121);

  @Test
  void bytes_ofAnyKind_areReadOrRefused() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] = (byte) PIECES.charAt(random.nextInt(PIECES.length()));
        }
      }
      feed(bytes);
    }
  }

  @Test
  void query_damaged_isReadOrRefused() {
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
      int damages = 1 + random.nextInt(2);
      for (int j = 0; j < damages; j++) {
        bytes = damaged(bytes);
      }
      read += feed(bytes) ? 1 : 0;
    }
    // so that the damage is not always in the JSON
    assertThat(read).isBetween(500, 19_500);
  }

  @Test
  void bodies_thatTakeMuchWork_areBounded() {
    int size = QueryReader.MAX_BYTES - 100;
    for (String piece :
        List.of(
            "[", "{\"a\":", "9", "\\", "\"", "\"a\",", "{},", "1e9,", " ", "\u00e9", "-", "(")) {
      String filler = piece.repeat(size / piece.getBytes(StandardCharsets.UTF_8).length);
      feed(filler.getBytes(StandardCharsets.UTF_8));
      feed(("{\"metrics\":[" + filler + "]}").getBytes(StandardCharsets.UTF_8));
      feed(("{\"search\":\"" + filler + "\"}").getBytes(StandardCharsets.UTF_8));
      feed(("{\"filters\":[" + filler + "]}").getBytes(StandardCharsets.UTF_8));
      feed(("{\"zone\":" + filler + "}").getBytes(StandardCharsets.UTF_8));
    }
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; names.length() < size; i++) {
      names.append("\"n").append(i).append("\":0,");
    }
    feed(names.append("\"x\":0}").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it was read; anything thrown but a refusal fails the test. */
  private static boolean feed(byte[] bytes) {
    long begin = System.nanoTime();
    boolean read;
    try {
      read = QueryReader.read(new ByteArrayInputStream(bytes)) != null;
    } catch (Refusal refusal) {
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.reason()).hasSizeBetween(10, 1_000);
      read = false;
    } catch (RuntimeException e) {
      throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
    }
    assertThat(System.nanoTime() - begin).isLessThan(MAX_NANOS);
    return read;
  }

  private byte[] damaged(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    int place = random.nextInt(bytes.length);
    damaged.write(bytes, 0, place);
    int rest = place;
    switch (random.nextInt(5)) {
      case 0 -> rest++;
      case 1 -> {
        damaged.write(random.nextInt(256));
        rest++;
      }
      case 2 -> damaged.write(PIECES.charAt(random.nextInt(PIECES.length())));
      case 3 -> {
        int from = random.nextInt(bytes.length);
        damaged.write(bytes, from, Math.min(bytes.length - from, random.nextInt(20)));
      }
      default -> rest = Math.min(bytes.length, place + random.nextInt(10));
    }
    damaged.write(bytes, rest, bytes.length - rest);
    return damaged.toByteArray();
  }
}
