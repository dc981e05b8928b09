package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has a key deletes what came with it, without being signed in. */
class DeleteMyDataTest {
  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;

  private final String key = server.newKey();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  private Page open(Visit visit) {
    String record = TestServer.record("/a");
    server.post("/api/requests", TestServer.requests(key, record, record, record));
    Page page = visit.page();
    page.navigate(server.url() + "/");
    page.getByText("Delete my data").click();
    page.getByLabel("API key").fill(key);
    press(page, "Show what is there");
    assertThat(page.locator("[data-figure='key/total/requests']")).hasAttribute("data-value", "3");
    assertThat(page.locator("#found-title")).isFocused();
    return page;
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  private int status() {
    return server.get("/api/data", "X-AUTH-TOKEN", key).status();
  }

  @Test
  void records_areDeleted_onceTheWordIsTyped_andTheKeyStays() {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      Page page = open(visit);
      assertThat(page.locator("#delete")).isDisabled();
      page.getByLabel("Type delete").fill("delete");
      press(page, "Delete");
      assertThat(page.locator("#done")).hasText("The key's records are deleted.");
      assertThat(page.locator("#done")).isFocused();
      assertThat(page.url()).doesNotContain(key);
      assertThat(page.content()).doesNotContain(key);
    }
    assertThat(status()).isEqualTo(200);
    assertThat(server.get("/api/data", "X-AUTH-TOKEN", key).json()).isEmpty();
  }

  @Test
  void key_isDeletedToo_whenThatIsChosen() {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.DARK, 390, 900)) {
      Page page = open(visit);
      assertThat(page.locator("#account-note")).containsText("the project’s last");
      page.getByLabel("The records and the key").check();
      page.getByLabel("Type delete").fill("delete");
      press(page, "Delete");
      assertThat(page.locator("#done")).containsText("the project's last");
    }
    assertThat(status()).isEqualTo(401);
  }

  @Test
  void wrongKey_isRefused() {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      visit.expect("401");
      Page page = visit.page();
      page.navigate(server.url() + "/delete-my-data");
      page.getByLabel("API key").fill("nobody's");
      press(page, "Show what is there");
      assertThat(page.getByLabel("API key"))
          .hasAccessibleDescription("This key is not known here.");
      assertThat(page.getByLabel("API key")).isFocused();
      assertThat(page.locator("#found")).isHidden();
    }
  }

  /** What a proxy says while the server is away; no answer at all; a page that is anybody's. */
  @ParameterizedTest
  @CsvSource({"502, with status 502", "0, The server does not answer", "200, with status 200"})
  void answerThatIsNotTheServers_saysWhatToDo_whereItWasAsked(int status, String said) {
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      visit.expect("502");
      visit.expect("ERR_FAILED");
      Page page = open(visit);
      page.route("**/api/data", route -> answer(route, status));
      page.getByLabel("Type delete").fill("delete");
      press(page, "Delete");
      Locator delete = page.locator("#delete");
      Pattern unknown = Pattern.compile(said + ".*press “Show what is there” to see\\.");
      assertThat(delete).hasAccessibleDescription(unknown);
      assertThat(delete).isFocused();
      assertThat(page.locator("#note")).isEmpty();

      page.route("**/api/v1/keys", route -> answer(route, status));
      press(page, "Show what is there");
      Pattern again = Pattern.compile(said + ".*press “Show what is there” again.*");
      assertThat(page.getByLabel("API key")).hasAccessibleDescription(again);
      assertThat(page.getByLabel("API key")).isFocused();
      assertThat(page.locator("#found")).isHidden();
    }
    assertThat(server.get("/api/data", "X-AUTH-TOKEN", key).json()).hasSize(3);
  }

  private static void answer(Route route, int status) {
    if (status == 0) {
      route.abort();
    } else {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(status)
              .setContentType("text/html")
              .setBody("<h1>Not the server</h1>"));
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void page_isAccessible_andFits(ColorScheme theme, int width) {
    try (Visit visit = new Visit(chromium, server.url(), theme, width, 900)) {
      Page page = open(visit);
      visit.assertAccessible();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      visit.screenshot("delete-my-data-" + theme + "-" + width);
    }
  }
}
