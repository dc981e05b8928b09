package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.footfall.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is chosen or dropped in the settings. */
class ImportFileTest {
  private static final String FILES = "input[type=file]";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;

  private final String key = server.newKey();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  private Visit visit(ColorScheme theme, int width) {
    return new Visit(chromium, server.url(), theme, width, 900)
        .signIn(key)
        .open("/dashboard/settings?section=import");
  }

  private static String csv(int rows) {
    Instant now = Instant.now().minusSeconds(rows);
    return IntStream.range(0, rows)
        .mapToObj(n -> now.plusSeconds(n) + ",GET," + (n == 7 ? 99 : 200) + ",1,/v1/" + n)
        .collect(Collectors.joining("\n", "created_at,method,status,response_time,path\n", "\n"));
  }

  private static FilePayload file(String text) {
    return new FilePayload("rows.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void file_isTaken_andWhatBecameOfItIsTold() {
    try (Visit visit = visit(ColorScheme.LIGHT, 1440)) {
      Page page = visit.page();
      String rows = csv(500);
      page.setInputFiles(FILES, file(rows));
      assertThat(page.locator("main")).containsText("rows.csv was read to its end.");
      assertThat(visit.figures())
          .containsEntry("import/total/read", "500")
          .containsEntry("import/total/accepted", "499")
          .containsEntry("import/total/repeated", "0")
          .containsEntry("import/total/rejected_count", "1");
      assertThat(page.locator("tbody tr")).containsText("9");
      assertThat(page.locator("tbody tr")).containsText("status");
      visit.assertAccessible();
      visit.screenshot("settings-import-done-LIGHT-1440");

      page.setInputFiles(FILES, file(rows));
      assertThat(page.locator("[data-figure='import/total/repeated']"))
          .hasAttribute("data-value", "499");
      assertThat(visit.figures()).containsEntry("import/total/accepted", "0");
    }
    String query = "{\"metrics\":[\"requests\"]}";
    assertThat(
            server.post("/api/v1/query", query, "X-AUTH-TOKEN", key).json().at("/rows/0/0").asInt())
        .isEqualTo(499);
  }

  @Test
  void file_isDropped_asWell() {
    try (Visit visit = visit(ColorScheme.DARK, 390)) {
      Page page = visit.page();
      page.evaluate(
          """
          text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], 'dropped.csv'));
            document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
          }""",
          csv(20));
      assertThat(page.locator("main")).containsText("dropped.csv was read to its end.");
      visit.assertAccessible();
      visit.screenshot("settings-import-done-DARK-390");
    }
  }

  @Test
  void file_thatIsDroppedElsewhere_orMeanwhile_isNotOpenedInstead() {
    String drop =
        """
        target => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['path'], 'dropped.csv'));
          return ['dragover', 'drop'].every((type) =>
            !document.querySelector(target).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })));
        }""";
    String hit =
        """
        () => {
          const { left, top } = document.querySelector('.drop').getBoundingClientRect();
          return document.elementFromPoint(left + 20, top + 20).localName;
        }""";
    try (Visit visit = visit(ColorScheme.LIGHT, 1440)) {
      Page page = visit.page();
      page.route("**/api/v1/import?*", route -> {});
      assertThat(page.evaluate(drop, "#section-title")).isEqualTo(true);
      assertThat(page.evaluate(hit)).isEqualTo("input");
      page.setInputFiles(FILES, file(csv(20)));
      assertThat(page.locator(".progress")).isVisible();
      assertThat(page.evaluate(hit)).isEqualTo("label");
      assertThat(page.evaluate(drop, ".drop")).isEqualTo(true);
      assertThat(page.locator(".progress")).containsText("rows.csv");
      page.locator(".progress button").click();
      assertThat(page.locator(".progress")).hasCount(0);
    }
  }

  @Test
  void fileWithoutRecords_isRefused_withTheReason() {
    try (Visit visit = visit(ColorScheme.LIGHT, 1440)) {
      visit.expect("400");
      Page page = visit.page();
      page.setInputFiles(FILES, file("colour,size\nred,1\n"));
      assertThat(page.locator("[role=alert]")).containsText("unknown column, \"colour\"");
      assertThat(page.locator(".outcome-of-import")).hasCount(0);
    }
  }
}
