package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
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
      assertThat(page.locator("#note")).hasText("This key is not known here.");
      assertThat(page.locator("#found")).isHidden();
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
