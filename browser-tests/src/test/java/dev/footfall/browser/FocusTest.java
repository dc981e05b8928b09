package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the focus is once something was done with the keyboard. */
class FocusTest {
  private static final String SETTINGS = "/dashboard/settings?section=";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;

  private final String key = server.newKey();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  private Visit visit() {
    return new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900).signIn(key);
  }

  private void make(String kind, String... names) {
    for (String name : names) {
      String terms =
          switch (kind) {
            case "keys" -> "{'name':'%s'}";
            case "tokens" -> "{'owner':'%s','scope':'read'}";
            default -> "{'name':'%s','expires_at':'2999-01-01'}";
          };
      String body = terms.formatted(name).replace('\'', '"');
      assertThat(server.post("/api/v1/" + kind, body, "X-AUTH-TOKEN", key).status()).isEqualTo(201);
    }
  }

  private static void press(Page page, String... keys) {
    for (String each : keys) {
      page.keyboard().press(each);
    }
  }

  /** Keys stand in the order in which they were made, the others with the newest first. */
  @ParameterizedTest
  @CsvSource({"keys, c, a", "tokens, a, c", "shares, a, c"})
  void revocation_leavesItOnTheNext_andAtLastOnTheHeading(String kind, String next, String last) {
    make(kind, "a", "b", "c");
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + kind).page();
      Locator asked = page.locator(".confirm");
      button(page, "Revoke b").focus();
      press(page, "Enter");
      assertThat(asked).isFocused();
      press(page, "Tab", "Tab", "Enter");
      assertThat(button(page, "Revoke b")).isFocused();
      press(page, "Enter", "Escape");
      assertThat(asked).hasCount(0);
      assertThat(button(page, "Revoke b")).isFocused();

      for (String name : new String[] {next, last}) {
        revoke(page);
        assertThat(button(page, "Revoke " + name)).isFocused();
      }
      revoke(page);
      assertThat(page.locator("h3[data-revocable]")).isFocused();
    }
  }

  private static void revoke(Page page) {
    press(page, "Enter");
    assertThat(page.locator(".confirm")).isFocused();
    press(page, "Tab", "Enter");
    assertThat(page.locator(".confirm")).hasCount(0);
  }

  @Test
  void revocation_thatFails_leavesItWhereItWas() {
    make("tokens", "a");
    try (Visit visit = visit()) {
      visit.expect("503");
      Page page = visit.open(SETTINGS + "tokens").page();
      page.route(
          "**/api/v1/tokens/*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      button(page, "Revoke a").focus();
      press(page, "Enter");
      assertThat(page.locator(".confirm")).isFocused();
      press(page, "Tab", "Enter");
      assertThat(page.locator(".section > .problem")).isVisible();
      assertThat(button(page, "Revoke")).isFocused();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "keys, What it is for, The key, Make a key",
    "tokens, Who is to have it, The token, Make the token"
  })
  void secret_hasIt_andThenWhatMakesAnother(String kind, String field, String what, String make) {
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + kind).page();
      page.getByLabel(field).focus();
      page.keyboard().type("the shop");
      press(page, "Enter");
      Locator secret = page.getByLabel(what, new Page.GetByLabelOptions().setExact(true));
      assertThat(secret).isFocused();
      assertThat(page.evaluate("document.activeElement.selectionEnd"))
          .isEqualTo(secret.inputValue().length());
      press(page, "Tab", "Tab", "Enter");
      assertThat(button(page, make)).isFocused();
    }
  }

  @Test
  void filterOfAToken_leavesItOnWhatAddsAnother() {
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + "tokens").page();
      Locator add = button(page, "Only where…");
      add.focus();
      press(page, "Enter");
      page.getByLabel("Value").fill("/a");
      press(page, "Enter");
      assertThat(page.locator(".chip")).hasCount(1);
      assertThat(add).isFocused();
      press(page, "Shift+Tab", "Enter");
      assertThat(page.locator(".chip")).hasCount(0);
      assertThat(add).isFocused();
    }
  }

  @Test
  void shareDialog_putsItOnTheLink_andBackOnWhatOpenedIt() {
    make("shares", "a");
    try (Visit visit = visit()) {
      Page page = visit.open("/dashboard?live=off").page();
      button(page, "Share this view").focus();
      press(page, "Enter");
      page.getByLabel("What it is for").focus();
      press(page, "Enter");
      assertThat(page.locator("[name=link]")).isFocused();
      press(page, "Tab", "Enter");
      assertThat(button(page, "Make the link")).isFocused();

      button(page, "Revoke Shared view").focus();
      revoke(page);
      assertThat(button(page, "Revoke a")).isFocused();
      press(page, "Enter", "Escape");
      assertThat(button(page, "Revoke a")).isFocused();
      press(page, "Escape");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      assertThat(button(page, "Share this view")).isFocused();
    }
  }

  @Test
  void routeThatIsShownAgain_leavesItOnTheNext() {
    byte[] hidden = "{\"hidden_routes\":[\"GET /a\",\"GET /b\"]}".getBytes();
    server.send("PATCH", "/api/v1/settings", hidden, "X-AUTH-TOKEN", key);
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + "hidden-routes").page();
      button(page, "Show GET /a again").focus();
      press(page, "Enter");
      assertThat(button(page, "Show GET /b again")).isFocused();
      press(page, "Enter");
      assertThat(page.getByLabel("Hide a route")).isFocused();
      page.keyboard().type("/c");
      press(page, "Tab", "Enter");
      assertThat(page.locator("[data-route]")).hasCount(1);
      assertThat(button(page, "Hide")).isFocused();
    }
  }

  @Test
  void retention_hasItOnWhatGoes_andThenOnTheButton() {
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + "retention").page();
      page.getByLabel("Days that a record is kept").fill("30");
      for (String choice : List.of("Keep", "Save, and delete")) {
        button(page, "Save").focus();
        press(page, "Enter");
        assertThat(page.locator(".confirm")).isFocused();
        button(page, choice).focus();
        press(page, "Enter");
        assertThat(page.locator(".confirm")).hasCount(0);
        assertThat(button(page, "Save")).isFocused();
      }
    }
  }

  @Test
  void userThatIsForgotten_leavesItOnTheOutcome() {
    String post = TestServer.requests(key, TestServer.record("user_id", "\"ada\""));
    server.post("/api/requests", post);
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + "forget").page();
      page.getByLabel("User id").last().fill("ada");
      button(page, "Show what is known").focus();
      press(page, "Enter");
      page.getByLabel("To delete, type delete").fill("delete");
      assertThat(button(page, "Show what is known")).isEnabled();
      page.getByLabel("To delete, type delete").focus();
      press(page, "Enter");
      assertThat(page.locator(".farewell")).isFocused();
    }
  }

  @Test
  void tryOfACall_hasIt_afterTheDialog_andAfterAStop() {
    try (Visit visit = visit()) {
      Page page = visit.open("/dashboard/api?call=saveView").page();
      List<Route> held = new CopyOnWriteArrayList<>();
      page.route("**/api/v1/views", held::add);
      Locator attempt = page.locator("[data-try]");
      attempt.focus();
      page.keyboard().press("Enter");
      button(page, "Send it").focus();
      page.waitForRequest("**/api/v1/views", () -> page.keyboard().press("Enter"));
      assertThat(attempt).hasText("Waiting…");
      assertThat(attempt).isFocused();
      button(page, "Stop").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".problem")).hasText("Stopped.");
      assertThat(attempt).isFocused();
      assertThat(held).hasSize(1);
    }
  }

  @Test
  void filters_haveIt_onceOneWasAdded_changedOrRemoved() {
    try (Visit visit = visit()) {
      Page page =
          visit.open("/dashboard?filter=status.is.404&filter=method.is.GET&search=late").page();
      Locator removals = page.locator(".chip .remove");
      Locator add = page.locator(".add > .button");
      add.focus();
      press(page, "Enter");
      page.getByLabel("Value").fill("/v1/items");
      press(page, "Enter");
      assertThat(removals).hasCount(4);
      assertThat(add).isFocused();

      page.locator(".chip .edit").first().focus();
      press(page, "Enter");
      page.getByLabel("Value").fill("500");
      press(page, "Enter");
      assertThat(page.locator(".chip .edit").first()).containsText("500");
      assertThat(page.locator(".chip .edit").first()).isFocused();

      for (int left = 3; left > 0; left--) {
        removals.nth(1).focus();
        press(page, "Enter");
        assertThat(removals).hasCount(left);
        assertThat(removals.nth(left > 1 ? 1 : 0)).isFocused();
      }
      press(page, "Enter");
      assertThat(removals).hasCount(0);
      assertThat(add).isFocused();
    }
  }

  @Test
  void viewThatIsKept_hasItAgain() {
    server.post(
        "/api/v1/views", "{\"name\":\"Late\",\"page\":\"\",\"query\":\"\"}", "X-AUTH-TOKEN", key);
    try (Visit visit = visit()) {
      Page page = visit.open("/dashboard").page();
      button(page, "Views").click();
      button(page, "Delete Late").focus();
      press(page, "Enter");
      assertThat(page.locator(".confirm")).isFocused();
      button(page, "Keep").focus();
      press(page, "Enter");
      assertThat(button(page, "Delete Late")).isFocused();
    }
  }

  @Test
  void endOfTheAuditLog_hasIt() {
    for (int i = 0; i < 60; i++) {
      String body = "{\"hidden_routes\":[\"/%d\"]}".formatted(i);
      server.send("PATCH", "/api/v1/settings", body.getBytes(UTF_8), "X-AUTH-TOKEN", key);
    }
    try (Visit visit = visit()) {
      Page page = visit.open(SETTINGS + "audit").page();
      Locator older = button(page, "Show older");
      for (int pages = 0; older.count() > 0 && pages < 10; pages++) {
        older.focus();
        int before = page.locator(".audit li").count();
        press(page, "Enter");
        page.waitForCondition(() -> page.locator(".audit li").count() > before);
      }
      assertThat(page.locator(".end-of-list")).isFocused();
    }
  }
}
