package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two days of routes that answer every minute, but for an hour in which one fails, and one often.
 */
class AnomaliesTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final int MINUTES = 2 * 24 * 60;
  private static final int FAILS = 20 * 60 + 17;
  private static final int AGAIN = FAILS + 60;
  private static final String PERIOD = "?live=off&zone=UTC&from=" + BEGIN + "&to=" + at(MINUTES);

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private static String key;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    key = server.newKey();
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", key);
    ArrayNode requests = body.putArray("requests");
    for (int i = 0; i < MINUTES; i++) {
      boolean fails = i >= FAILS && i < AGAIN;
      request(requests, "/pay", i, fails ? 503 : 200);
      request(requests, "/order", i, fails && i % 2 == 0 ? 503 : 200);
      request(requests, "/look", i, 200);
    }
    assertThat(server.post("/api/requests", body.toString()).status()).isEqualTo(201);
  }

  private static Instant at(int minute) {
    return BEGIN.plus(Duration.ofMinutes(minute));
  }

  private static void request(ArrayNode requests, String path, int minute, int status) {
    requests
        .addObject()
        .put("method", "GET")
        .put("path", path)
        .put("route", path)
        .put("status", status)
        .put("response_time", 12)
        .put("created_at", at(minute).toString());
  }

  @Test
  void overview_listsTheStretch_asTheServerToldIt_andLeadsIntoIt() {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      Page page = visit.signIn(key).open("/dashboard" + PERIOD).page();
      String body = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(BEGIN, at(MINUTES));
      JsonNode told = server.post("/api/v1/anomalies", body, "X-AUTH-TOKEN", key).json();
      JsonNode stretch = told.at("/anomalies/0");
      assertThat(Instant.parse(stretch.get("from").asText())).isEqualTo(at(FAILS));
      assertThat(Instant.parse(stretch.get("to").asText())).isEqualTo(at(AGAIN));

      Locator rows = page.locator("[data-panel=anomalies] tbody tr");
      assertThat(rows).hasCount(1);
      assertThat(rows.first()).containsText("20:17 – 21:17");
      assertThat(rows.first()).containsText("GET /pay");
      assertThat(rows.first()).containsText("GET /order");
      String figure = "anomalies/" + stretch.get("from").asText() + "/";
      assertThat(visit.figures())
          .containsEntry(figure + "server_error_rate", stretch.at("/routes/0/rate").asText())
          .containsEntry(figure + "usual_rate", stretch.at("/routes/0/usual_rate").asText());
      visit.assertAccessible();

      rows.first().getByRole(AriaRole.BUTTON).click();
      visit.settled();
      assertThat(visit.figures()).containsEntry("context/total/requests", "60");
    }
  }

  @Test
  void panel_saysSo_whereNothingStandsOut() {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      Page page = visit.signIn(key).open("/dashboard" + PERIOD + "&filter=path.is.%2Flook").page();

      assertThat(page.locator("[data-panel=anomalies]"))
          .containsText("No route answered more often");
    }
  }
}
