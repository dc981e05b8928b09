package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a mark. */
class ContextPanelTest {
  private static final String URL = "/dashboard?" + Looked.at("").address();

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private static String key;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    key = new SeededProject(server, 3000).key();
  }

  private static Visit visit() {
    return new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900);
  }

  @Test
  void panel_tellsOfAMark() {
    try (Visit visit = visit()) {
      Page page = visit.signIn(key).open(URL).page();
      String value =
          page.locator("[data-panel=routes] [data-figure]").first().getAttribute("data-value");
      page.locator("[data-panel=routes] .details").first().click();
      visit.settled();

      assertThat(visit.figures().get("context/total/requests")).isEqualTo(value);
      assertThat(page.url()).contains("select=route").doesNotContain("filter=route");
      visit.assertAccessible();
      page.reload();
      visit.settled();
      assertThat(visit.figures().get("context/total/requests")).isEqualTo(value);

      page.keyboard().press("Escape");
      assertThat(page.locator("footfall-context")).hasCount(0);
      page.keyboard().press("]");
      assertThat(page.locator("footfall-context")).hasCount(1);
    }
  }
}
