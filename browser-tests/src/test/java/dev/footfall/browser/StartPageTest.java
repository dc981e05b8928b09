package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartPageTest {
  @TempDir static Path data;
  private static TestServer server;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    chromium.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void startPage_makesAKey(ColorScheme theme) {
    try (Visit visit = new Visit(chromium, server.url(), theme, 1440, 900)) {
      Page page = visit.page();
      page.navigate(server.url() + "/");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create a key")).click();
      assertThat(page.getByLabel("API key")).not().hasValue("");
      visit.assertAccessible();
      visit.screenshot("start-" + theme.name().toLowerCase(java.util.Locale.ROOT));
    }
  }
}
