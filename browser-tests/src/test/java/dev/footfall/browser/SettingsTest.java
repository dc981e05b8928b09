package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings: who may do what in a project, and what they did. */
class SettingsTest {
  private static final String URL = "/dashboard/settings";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private static String seeded;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    seeded = new SeededProject(server, 2000).key();
  }

  private static Visit visit(String key, ColorScheme theme, int width) {
    return new Visit(chromium, server.url(), theme, width, 900).signIn(key);
  }

  private static Visit visit(String key) {
    return visit(key, ColorScheme.LIGHT, 1440);
  }

  private static String made(String kind, String key, String body) {
    JsonNode made = server.post("/api/v1/" + kind, body, "X-AUTH-TOKEN", key).json();
    return made.get(kind.equals("keys") ? "key" : "token").asText();
  }

  private static int status(String key) {
    return server.get("/api/data", "X-AUTH-TOKEN", key).status();
  }

  @Test
  void key_isMade_shownOnce_andRevokedOnceItIsSaidWhatBreaks() {
    String key = server.newKey();
    try (Visit visit = visit(key).open(URL)) {
      Page page = visit.page();
      assertThat(page.locator("[data-credential]")).hasCount(1);
      assertThat(page.locator("[data-credential]")).containsText("nothing came with it");
      assertThat(page.getByLabel("Revoke The first key")).hasCount(0);

      page.getByLabel("What it is for").fill("the new shop");
      button(page, "Make a key").click();
      String secret =
          page.getByLabel("The key", new Page.GetByLabelOptions().setExact(true)).inputValue();
      assertThat(status(secret)).isEqualTo(200);
      button(page, "Done").click();
      assertThat(page.locator(".made")).hasCount(0);
      assertThat(page.content()).doesNotContain(secret);

      server.post("/api/requests", TestServer.requests(secret, TestServer.record("/a")));
      page.reload();
      visit.settled();
      assertThat(page.locator("[data-credential]").last().locator("[data-figure$='/requests']"))
          .hasAttribute("data-value", "1");
      button(page, "Revoke the new shop").click();
      assertThat(page.locator(".confirm")).containsText("Records still come with it");
      visit.assertAccessible();
      assertThat(status(secret)).isEqualTo(200);
      button(page, "Revoke").click();
      assertThat(button(page, "Revoke the new shop")).hasCount(0);
      assertThat(page.getByText("Revoked (1)")).isVisible();
      assertThat(status(secret)).isEqualTo(401);
    }
  }

  @Test
  void secret_isNotShown_toTheNextWhoSignsIn() {
    String first = server.newKey();
    try (Visit visit = visit(first).open(URL)) {
      visit.expect("401");
      Page page = visit.page();
      page.getByLabel("What it is for").fill("the shop");
      button(page, "Make a key").click();
      assertThat(page.locator(".made")).isVisible();
      button(page, "Sign out").click();
      page.getByLabel("Key or token").fill(server.newKey());
      button(page, "Sign in").click();
      assertThat(page.locator("[data-credential]")).hasCount(1);
      assertThat(page.locator(".made")).hasCount(0);
    }
  }

  @Test
  void key_ofTheSession_thatIsRevoked_endsIt() {
    String key = server.newKey();
    try (Visit visit = visit(key).open(URL)) {
      Page page = visit.page();
      visit.expect("401");
      page.getByLabel("What it is for").fill("second");
      button(page, "Make a key").click();
      button(page, "Revoke The first key").click();
      assertThat(page.locator(".confirm")).containsText("you too");
      button(page, "Revoke").click();
      assertThat(page.getByLabel("Key or token")).isVisible();
      page.getByLabel("Key or token").fill(seeded);
      button(page, "Sign in").click();
      assertThat(page.locator("[data-credential]")).hasCount(1);
      assertThat(page.locator(".made")).hasCount(0);
    }
  }

  @Test
  void token_isMadeWithAFilter_andSeesNothingElse() {
    try (Visit visit = visit(seeded).open(URL + "?section=tokens")) {
      Page page = visit.page();
      page.getByLabel("Who is to have it").fill("status page");
      page.getByLabel("Expires").selectOption("30");
      button(page, "Only where…").click();
      page.getByLabel("Field").selectOption("method");
      page.getByLabel("Value").fill("GET");
      button(page, "Add filter").click();
      button(page, "Make the token").click();
      String secret =
          page.getByLabel("The token", new Page.GetByLabelOptions().setExact(true)).inputValue();
      Locator token = page.locator("[data-credential]");
      assertThat(token).containsText("status page");
      assertThat(token).containsText("only where method is GET");

      String query = "{\"metrics\":[\"requests\"],\"dimensions\":[\"method\"]}";
      JsonNode rows = server.post("/api/v1/query", query, "API-Key", secret).json().get("rows");
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).get(0).asText()).isEqualTo("GET");

      button(page, "Revoke status page").click();
      button(page, "Revoke").click();
      assertThat(page.getByText("Revoked or expired (1)")).isVisible();
      assertThat(server.post("/api/v1/query", query, "API-Key", secret).status()).isEqualTo(401);
    }
  }

  @Test
  void list_thatCannotBeReadAfterAChange_saysSo_andIsReadAgain() {
    try (Visit visit = visit(server.newKey()).open(URL)) {
      visit.expect("503");
      Page page = visit.page();
      page.route(
          "**/api/v1/keys",
          route -> {
            if (route.request().method().equals("GET")) {
              route.fulfill(new Route.FulfillOptions().setStatus(503));
            } else {
              route.resume();
            }
          });
      page.getByLabel("What it is for").fill("the shop");
      button(page, "Make a key").click();
      assertThat(page.locator(".made")).isVisible();
      assertThat(page.locator(".section > .problem")).containsText("may be out of date");
      assertThat(page.locator("[data-credential]")).hasCount(1);
      page.unroute("**/api/v1/keys");
      button(page, "Retry").click();
      assertThat(page.locator("[data-credential]")).hasCount(2);
      assertThat(page.locator(".section > .problem")).isHidden();
    }
  }

  @Test
  void shareLink_isListed_andRevoked() {
    String body = "{\"name\":\"the board\",\"expires_at\":\"2999-01-01\",\"last_days\":30}";
    String link = made("shares", seeded, body);
    try (Visit visit = visit(seeded).open(URL + "?section=shares")) {
      Page page = visit.page();
      assertThat(page.locator("[data-credential]")).containsText("the last 30 days");
      button(page, "Revoke the board").click();
      button(page, "Revoke").click();
      assertThat(page.locator("[data-credential]")).hasCount(0);
      assertThat(status(link)).isEqualTo(401);
    }
  }

  @Test
  void auditLog_isReadBackwards_toItsEnd() {
    String key = server.newKey();
    for (int i = 0; i < 60; i++) {
      made("tokens", key, "{\"owner\":\"owner " + i + "\",\"scope\":\"read\"}");
    }
    try (Visit visit = visit(key).open(URL + "?section=audit")) {
      Page page = visit.page();
      Locator entries = page.locator("[data-change]");
      assertThat(entries).hasCount(50);
      assertThat(entries.first()).containsText("Token made");
      assertThat(entries.first()).containsText("owner 59");
      button(page, "Show older").click();
      assertThat(entries).hasCount(61);
      assertThat(entries.last()).containsText("Project made");
      assertThat(page.getByText("That is all.")).isVisible();
    }
  }

  @Test
  void user_isForgotten_afterWhatIsKnownWasShown_andTheWordTyped() {
    String key = server.newKey();
    String ada = TestServer.record("user_id", "\"ada  lovelace \"");
    String grace = TestServer.record("user_id", "\"grace\"");
    server.post("/api/requests", TestServer.requests(key, ada, ada, grace));
    try (Visit visit = visit(key).open(URL + "?section=forget")) {
      Page page = visit.page();
      page.getByLabel("User id").last().fill("ada  lovelace ");
      button(page, "Show what is known").click();
      assertThat(page.locator("[data-figure='forget/total/requests']"))
          .hasAttribute("data-value", "2");
      assertThat(button(page, "Delete")).isDisabled();
      assertThat((String) page.evaluate("document.querySelector('h3.as-sent').innerText"))
          .isEqualTo("ada  lovelace ");
      page.getByLabel("To delete, type delete").fill("delet");
      assertThat(button(page, "Delete")).isDisabled();
      page.getByLabel("To delete, type delete").fill("delete");
      button(page, "Delete").click();
      assertThat(page.getByText("2 requests and 0 events of ada lovelace are deleted."))
          .isVisible();

      page.getByLabel("User id").last().fill("ada  lovelace ");
      button(page, "Show what is known").click();
      assertThat(page.getByText("Nothing is known of ada lovelace here.")).isVisible();
    }
    JsonNode log = server.get("/api/v1/logs/requests", "X-AUTH-TOKEN", key).json().get("data");
    assertThat(log.findValuesAsText("user_id")).containsExactly("grace");
  }

  @Test
  void reader_hasNoSettings_andIsToldWhy() {
    String token = made("tokens", seeded, "{\"owner\":\"r\",\"scope\":\"read\"}");
    try (Visit visit = visit(token).open(URL)) {
      Page page = visit.page();
      assertThat(page.locator("main")).containsText("may read only");
      assertThat(page.locator("nav[aria-label=Pages]")).not().containsText("Settings");
    }
  }

  @Test
  void page_hasNoFilters_andItsSectionStandsInTheUrl() {
    try (Visit visit = visit(seeded).open(URL + "?filter=method.is.GET")) {
      Page page = visit.page();
      assertThat(page.locator("footfall-filter-bar")).hasCount(0);
      page.keyboard().press("t");
      page.keyboard().press("]");
      assertThat(page.locator("footfall-context")).hasCount(0);
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tokens")).click();
      assertThat(page).hasURL(server.url() + URL + "?filter=method.is.GET&section=tokens");
      assertThat(page.locator("#section-title")).hasText("Tokens");
      page.keyboard().press("Escape");
      assertThat(page).hasURL(Pattern.compile("section=tokens$"));
      page.goBack();
      assertThat(page.locator("#section-title")).hasText("Keys");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Overview")).click();
      assertThat(page.locator("footfall-filter-bar .chip")).containsText("GET");
    }
  }

  @Test
  void section_thatDoesNotCome_leavesTheOthers() {
    try (Visit visit = visit(seeded).open(URL)) {
      visit.expect("404");
      Page page = visit.page();
      page.route(
          "**/settings/tokens.js",
          route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tokens")).click();
      assertThat(page.locator("main [role=alert]").last()).containsText("Reload the page.");
      assertThat(button(page, "Reload")).isVisible();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Privacy")).click();
      assertThat(page.locator("#section-title")).hasText("Privacy");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "keys, LIGHT, 1440", "keys, DARK, 390", "tokens, DARK, 1440", "tokens, LIGHT, 390",
    "shares, LIGHT, 1440", "shares, DARK, 390", "audit, DARK, 1440", "audit, LIGHT, 390",
    "import, LIGHT, 1440", "import, DARK, 390", "forget, DARK, 1440", "forget, LIGHT, 390"
  })
  void section_isAccessible_andFits(String section, ColorScheme theme, int width) {
    try (Visit visit = visit(seeded, theme, width).open(URL + "?section=" + section)) {
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      visit.screenshot("settings-" + section + "-" + theme + "-" + width);
    }
  }
}
