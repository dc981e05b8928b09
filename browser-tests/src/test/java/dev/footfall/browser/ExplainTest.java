package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.oracle.SeededProject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moved a figure, in the context panel. */
class ExplainTest {
  private static final String FROM = SeededProject.END.minus(Duration.ofDays(19)).toString();
  private static final String TO = SeededProject.END.toString();
  private static final String URL =
      "/dashboard?live=off&from=" + FROM + "&to=" + TO + "&select=method.is.GET";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  private static Locator section(Page page) {
    return page.locator("[data-panel=explain]");
  }

  private static String address(Page page) {
    return URLDecoder.decode(page.url(), StandardCharsets.UTF_8);
  }

  @Test
  void section_isAskedOnceOpened_andSaysWhatTheApiSays() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      List<String> asked = new ArrayList<>();
      page.onRequest(
          request -> {
            // what moved most is asked of one field
            if (request.url().endsWith("/api/v1/explain")
                && !request.postData().contains("\"dimensions\"")) {
              asked.add(request.postData());
            }
          });
      visit.open(URL);
      assertThat(asked).isEmpty();

      section(page).getByText("What moved it?").click();
      visit.settled();
      section(page).getByText("All 1").click();

      assertThat(asked).hasSize(1);
      JsonNode told =
          project
              .server()
              .post("/api/v1/explain", asked.get(0), "X-AUTH-TOKEN", project.key())
              .json();
      Map<String, String> shown = visit.figures();
      assertThat(shown.get("explain/total/now")).isEqualTo(told.at("/now").asText());
      int rows = 0;
      for (JsonNode dimension : told.path("dimensions")) {
        for (JsonNode row : dimension.path("rows")) {
          String value = row.path("value").isNull() ? "unknown" : row.path("value").asText();
          String figure =
              "explain/" + dimension.path("name").asText() + ":" + value + "/contribution";
          assertThat(shown.get(figure)).as(figure).isEqualTo(row.path("contribution").asText());
          rows++;
        }
      }
      assertThat(rows).isGreaterThan(20);
    }
  }

  @Test
  void row_goesIntoWhatItShows_andBackRestoresEverything() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      visit.open(URL + "&explain=requests");
      page.evaluate("scrollTo(0, 700)");
      String before = page.url();

      section(page).getByText("fields").click();
      section(page).locator("[data-dimension=version] .mark").first().click();
      visit.settled();

      assertThat(address(page))
          .contains("&filter=version.is.", "&select=method.is.GET&select=version.is.");
      assertThat(page.locator(".chip")).containsText("App version");
      assertThat(page.locator(".crumbs")).containsText("GET");

      page.goBack();
      visit.settled();
      assertThat(page.url()).isEqualTo(before);
      assertThat(page.locator("[data-context-title]")).containsText("GET");
      assertThat(((Number) page.evaluate("scrollY")).intValue()).isBetween(690, 710);
    }
  }

  @Test
  void crumb_leadsBackToItsStep() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      visit.open(
          URL + "&select=status.is.200&filter=method.is.GET&filter=status.is.200&explain=mean");
      page.locator(".crumbs")
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("GET"))
          .click();
      visit.settled();

      assertThat(address(page)).contains("select=method.is.GET", "filter=method.is.GET");
      assertThat(address(page)).doesNotContain("status.is.200");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void section_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(URL + "&explain=p95");
      visit.assertAccessible();
      visit.firstScreen("explain-" + theme + "-" + width);
    }
  }
}
