package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the overview says of records that did not arrive. */
class LossesTest {
  private static final String URL = "/dashboard?period=24h&live=off";
  private static final String CALL = "**/api/v1/losses**";

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
      page.locator("[data-panel=losses]").waitFor();
      visit.settled();

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

  @Test
  void table_isSavedAsCsv_andCopiedAsCurl() throws IOException {
    String key = server.newKey();
    post(key, "\"queue_full\":4", TestServer.record("status", "7"));
    try (Visit visit = visit(key)) {
      Page page = visit.page();
      page.addInitScript(
          "navigator.clipboard.writeText = async (text) => { window.copied = text }");
      visit.open(URL);
      page.getByText("Why?").click();
      visit.settled();
      assertThat(page.locator("[data-panel=losses] caption")).hasText("What was lost");

      button(page, "What was lost: more").click();
      Download saved = page.waitForDownload(() -> page.getByText("Download CSV").click());
      List<String> csv =
          new String(saved.createReadStream().readAllBytes(), UTF_8).lines().toList();
      assertThat(csv).hasSize(3);
      assertThat(csv.get(0)).isEqualTo("lost,kind,field,reason,service,records,last_at");
      assertThat(csv.get(1)).startsWith("rejected,requests,status,out_of_bounds,shop,1,20");
      assertThat(csv.get(2)).startsWith("dropped,,,queue_full,shop,4,20");

      button(page, "What was lost: more").click();
      page.getByText("Copy as curl").click();
      String curl = (String) page.evaluate("window.copied");
      assertThat(curl).startsWith("curl -H \"X-AUTH-TOKEN: $KEY\" '" + server.url());
      String path = curl.substring(curl.indexOf("/api/v1/losses?from="), curl.length() - 1);
      JsonNode losses = server.get(path, "X-AUTH-TOKEN", key).json();
      assertThat(losses.at("/dropped/records").asInt()).isEqualTo(4);
    }
  }

  @Test
  void call_thatFails_isRetried_inTheLineAndInTheTable() {
    String key = server.newKey();
    post(key, "", TestServer.record("status", "7"));
    try (Visit visit = visit(key)) {
      visit.expect("503");
      Page page = visit.page();
      fail(page);
      visit.open(URL);
      assertThat(page.locator(".quality [role=alert]")).containsText("could not be answered");
      page.unroute(CALL);
      page.locator(".quality").getByText("Retry").click();
      visit.settled();
      assertThat(visit.figures()).containsEntry("quality/rejected/records", "1");

      fail(page);
      page.getByText("Why?").click();
      assertThat(page.locator("[data-panel=losses]")).hasAttribute("data-state", "failed");
      page.unroute(CALL);
      page.locator("[data-panel=losses]").getByText("Retry").click();
      visit.settled();
      assertThat(visit.figures())
          .containsEntry("losses/rejected|requests|status|out_of_bounds|shop/records", "1");
    }
  }

  private static void fail(Page page) {
    page.route(CALL, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
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
