package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the overview says of records that did not arrive. */
class LossesTest {
  private static final String URL = "/dashboard?period=24h&live=off";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  private static Visit visit(String key) {
    return new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900).signIn(key);
  }

  private static void post(String key, String dropped, String... records) {
    String body = TestServer.requests(key, records);
    server.post(
        "/api/requests",
        body.substring(0, body.length() - 1)
            + ",\"service\":\"shop\",\"dropped\":{"
            + dropped
            + "}}");
  }

  @Test
  void numbers_areThoseOfTheApi_andTheirReasonsAreListed() {
    String key = server.newKey();
    String wrong = TestServer.record("status", "7");
    post(key, "\"queue_full\":4,\"odd\":1", TestServer.record("/"), wrong, wrong);
    JsonNode losses = server.get("/api/v1/losses", "X-AUTH-TOKEN", key).json();
    try (Visit visit = visit(key)) {
      Page page = visit.open(URL).page();
      assertThat(visit.figures())
          .containsEntry("quality/rejected/records", losses.at("/rejected/records").asText())
          .containsEntry("quality/dropped/records", "5");

      page.getByText("Why?").click();

      assertThat(visit.figures())
          .containsAllEntriesOf(
              Map.of(
                  "losses/rejected|requests|status|out_of_bounds|shop/records", "2",
                  "losses/dropped|queue_full|shop/records", "4",
                  "losses/dropped|odd|shop/records", "1"));
      assertThat(page.locator("[data-panel=losses]")).containsText("status is out of bounds");
      assertThat(page.locator("[data-panel=losses]")).containsText("came faster than");
      visit.assertAccessible();
      visit.firstScreen("losses-1440");
    }
  }

  /** Just then they say why nothing is there. */
  @Test
  void numbers_areThereToo_whereNothingWasStored() {
    String key = server.newKey();
    post(key, "", TestServer.record("status", "7"));
    try (Visit visit = visit(key)) {
      visit.open(URL);
      assertThat(visit.figures()).containsEntry("quality/rejected/records", "1");
    }
  }

  @Test
  void whoSeesAPart_isNotTold() {
    String key = server.newKey();
    post(key, "\"queue_full\":4", TestServer.record("/"));
    String terms = "{\"name\":\"all\",\"expires_at\":\"2999-01-01\"}";
    String token =
        server.post("/api/v1/shares", terms, "X-AUTH-TOKEN", key).json().get("token").asText();
    try (Visit visit = visit(token)) {
      visit.open(URL);
      assertThat(visit.figures())
          .containsKey("quality/total/last_seen")
          .doesNotContainKey("quality/dropped/records");
    }
  }
}
