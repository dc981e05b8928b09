package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * One million hostile records ({@code -Dfootfall.hostile.records} for another number) against the
 * stand-in's rules: no post is refused, and what arrives is what the documented cleaning says.
 */
class HostileRecordsTest {

  private static final int RECORDS = Integer.getInteger("footfall.hostile.records", 1_000_000);
  private static final int PER_TURN = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Sent(FakeRequest request, int status, long elapsedNanos, long epochMillis) {}

  private final Deque<Sent> sent = new ArrayDeque<>();
  private long arrived;
  private long skips;
  private long clamped;

  @Test
  void shipper_whenRecordsAreHostile_postsNothingThatIsRefused() throws IOException {
    Config config =
        Pipeline.config()
            .framework("Express")
            .userId(r -> r.header("X-User"))
            .maxBufferedBytes(1_000_000_000)
            .build();
    FakeTransport transport = new FakeTransport();
    transport.answering(post -> judge(post.body()));
    Pipeline pipeline = new Pipeline(config, transport);
    HostileRequests hostile = new HostileRequests(20261121);

    for (int i = 0; i < RECORDS; ) {
      for (int turn = 0; turn < PER_TURN && i < RECORDS; turn++, i++) {
        Sent next =
            new Sent(
                // A post of nothing but skips is refused by rule, so each ends with one that is
                // none.
                turn == PER_TURN - 1 || i == RECORDS - 1 ? hostile.plain() : hostile.next(),
                hostile.status(),
                hostile.elapsedNanos(),
                hostile.epochMillis());
        sent.addLast(next);
        pipeline.time.epochMillis = next.epochMillis;
        pipeline.record(next.request, next.status, next.elapsedNanos);
      }
      pipeline.turn();
      while (pipeline.stats().queued() > 0) {
        // Six seconds a post, as the budget has it; the clock is in our hand.
        pipeline.time.nanos += 60_000_000_000L;
        pipeline.turn();
      }
    }

    pipeline.turn();
    Stats stats = pipeline.stats();
    assertThat(stats.delivered()).isEqualTo(RECORDS);
    assertThat(stats.droppedTotal()).isZero();
    assertThat(arrived).isEqualTo(RECORDS);
    assertThat(stats.predictedSkips()).isEqualTo(skips);
    assertThat(stats.clampedStatuses()).isEqualTo(clamped);
    Pipeline.assertAccounted(stats);
  }

  private Answer judge(byte[] body) {
    HostedService.Outcome lenient = HostedService.judge(body, HostedService.Rules.LENIENT);
    HostedService.Outcome strict = HostedService.judge(body, HostedService.Rules.STRICT);
    assertThat(lenient.message()).isEqualTo("API requests logged successfully.");
    assertThat(strict.message()).isEqualTo("API requests logged successfully.");
    try {
      for (JsonNode r : JSON.readTree(body).get("requests")) {
        check(sent.removeFirst(), r);
        arrived++;
        if (HostedService.isSkipped(r, HostedService.Rules.STRICT)
            || HostedService.isSkipped(r, HostedService.Rules.LENIENT)) {
          skips++;
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return FakeTransport.hosted(lenient.status(), FakeTransport.CREATED);
  }

  private void check(Sent s, JsonNode r) {
    FakeRequest q = s.request;
    long elapsed = Math.max(0, s.elapsedNanos);
    boolean sane = s.status >= 100 && s.status <= 599;
    clamped += sane ? 0 : 1;
    equal(r, "status", sane ? s.status : 599);
    equal(r, "response_time", elapsed >= 32_767_000_000L ? 32_767 : Math.round(elapsed / 1e6));
    equal(r, "path", orElse(clean(q.path(), 255), "/"));
    equal(r, "hostname", orElse(clean(q.host(), 253), "-"));
    equal(r, "user_agent", orElse(clean(q.header("User-Agent"), 255), "-"));
    equal(r, "user_id", orElse(clean(q.header("X-User"), 255), ""));
    equal(r, "method", orElse(clean(q.method(), 255), "-").toUpperCase(Locale.ROOT));
    long start = s.epochMillis - elapsed / 1_000_000;
    if (s.epochMillis > 0 && start > 0 && start < 253_402_300_799_999L) {
      assertThat(Instant.parse(r.get("created_at").asText()))
          .isEqualTo(Instant.ofEpochMilli(start));
    }
  }

  private static void equal(JsonNode r, String field, long expected) {
    if (r.get(field).asLong() != expected) {
      throw new AssertionError(field + " is not " + expected + " in " + r);
    }
  }

  private static void equal(JsonNode r, String field, String expected) {
    if (!r.get(field).asText().equals(expected)) {
      throw new AssertionError(field + " is not " + expected + " in " + r);
    }
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  /** The cleaning as documented, written for clarity: whole code points while they fit. */
  private static String clean(String text, int maxBytes) {
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int i = 0; text != null && i < text.length() && bytes < maxBytes; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean bad = point == 0 || (point >= 0xD800 && point <= 0xDFFF);
      String piece = bad ? "\uFFFD" : Character.toString(point);
      bytes += piece.getBytes(StandardCharsets.UTF_8).length;
      if (bytes <= maxBytes) {
        kept.append(piece);
      } else {
        break;
      }
    }
    return kept.toString();
  }
}
