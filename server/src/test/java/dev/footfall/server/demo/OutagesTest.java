package dev.footfall.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import dev.footfall.server.demo.Stories.Outage;
import dev.footfall.server.demo.Stories.Span;
import dev.footfall.server.ingest.PostKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outages of the demo's year, and its new error, are what stands out in it. */
class OutagesTest {
  private static final Instant END = Instant.parse("2026-03-04T15:20:31Z");
  private static final int RECORDS = 150_000;
  private static final Duration ABOUT = Duration.ofMinutes(30);

  @TempDir Path data;

  @Test
  void whatFailed_isFoundInTheYear_andNothingElse() {
    Year year = new Year(END, RECORDS);
    Span span = new Span(END.minus(Duration.ofDays(365)), END);
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (Post post : Post.of(year.calls(span), span)) {
        if (post.kind() == PostKind.REQUESTS) {
          String body = new String(post.body(key), StandardCharsets.UTF_8);
          assertThat(server.post("/api/requests", body).status()).isEqualTo(201);
        }
      }

      String body = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(span.from(), span.to());
      JsonNode found = server.post("/api/v1/anomalies", body, "X-AUTH-TOKEN", key).json();

      JsonNode anomalies = found.get("anomalies");
      Stories stories = year.stories();
      assertThat(anomalies).as(found.toPrettyString()).hasSize(3);
      assertAbout(stories.newError().from(), anomalies.get(0).get("from"), Duration.ofHours(8));
      assertThat(routes(anomalies.get(0))).containsExactly(stories.newError().operation());
      assertAbout(anomalies.get(1), stories.secondOutage());
      assertAbout(anomalies.get(2), stories.firstOutage());
    }
  }

  private static void assertAbout(JsonNode anomaly, Outage outage) {
    assertAbout(outage.span().from(), anomaly.get("from"), ABOUT);
    assertAbout(outage.span().to(), anomaly.get("to"), ABOUT);
    assertThat(routes(anomaly)).containsExactlyInAnyOrderElementsOf(outage.operations());
  }

  private static void assertAbout(Instant expected, JsonNode time, Duration about) {
    assertThat(Duration.between(expected, Instant.parse(time.asText())).abs()).isLessThan(about);
  }

  private static List<String> routes(JsonNode anomaly) {
    return anomaly.get("routes").findValuesAsText("route");
  }
}
