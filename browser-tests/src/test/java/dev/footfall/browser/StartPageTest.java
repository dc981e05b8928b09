package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartPageTest {
  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
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

  @Test
  void record_receivedLaterButOlder_standsBelow() {
    String key = server.newKey();
    post(key, "/now", Duration.ZERO);
    post(key, "/yesterday", Duration.ofDays(1));
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      Page page = visit.signIn(key).page();
      page.navigate(server.url() + "/");
      Locator paths = page.locator("#rows .grow");
      assertThat(paths).hasText(new String[] {"/now", "/yesterday"});
      assertThat(page.locator("#rows .fresh")).hasCount(0);

      post(key, "/hour-ago", Duration.ofHours(1));
      assertThat(paths).hasText(new String[] {"/now", "/hour-ago", "/yesterday"});
      assertThat(page.locator("#rows .fresh .grow")).hasText("/hour-ago");
    }
  }

  private static void post(String key, String path, Duration age) {
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", key);
    body.putArray("requests")
        .addObject()
        .put("path", path)
        .put("method", "GET")
        .put("status", 200)
        .put("response_time", 12)
        .put("created_at", Instant.now().minus(age).toString());
    assertThat(server.post("/api/requests", body.toString()).status()).isEqualTo(201);
  }
}
