package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.footfall.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on paper. */
class PrintTest {
  private static final int PAPER = 700;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  private static Visit open(ColorScheme theme, String page) {
    String filters = "filter=method.is_not.PUT&without=crawlers&hide=GET /health";
    String more = page.contains("?") ? "&" : "?";
    String url = "/dashboard" + page + more + Looked.at(filters).address();
    return project.visit(theme, 1440).open(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/routes",
        "/route?route=GET+%2Fv1%2Fitems%2F%7Bid%7D",
        "/users",
        "/errors",
        "/explorer"
      })
  void page_isPrintedWhole_withWhatIsInForce(String path) {
    try (Visit visit = open(ColorScheme.DARK, path)) {
      Page page = visit.page();
      String name = "print" + path.replaceAll("\\?.*", "").replace('/', '-');
      byte[] pdf =
          page.pdf(
              new Page.PdfOptions()
                  .setPath(Path.of("target", "screenshots", name + ".pdf"))
                  .setFormat("A4")
                  .setPrintBackground(false));
      assertThat(sheets(pdf)).isBetween(1L, 8L);

      page.setViewportSize(PAPER, 1000);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      page.evaluate("dispatchEvent(new Event('beforeprint'))");
      visit.settled();
      visit.screenshot(name);
      assertThat(page.locator(".on-paper"))
          .containsText(
              Pattern.compile(
                  "method is not PUT; without crawlers; without GET /health.*Europe/Paris"));
      for (String gone : List.of("nav[aria-label=Pages]", ".filter-row", ".panel-tools")) {
        assertThat(page.locator(gone).first()).not().isVisible();
      }
      assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PAPER);
      assertThat(page.evaluate(CUT)).as("what is cut off").isEqualTo(List.of());
    }
  }

  /** What does not fit in where it stands, or is too faint to be read on white. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('main .table, main .chart, main canvas, main table')]
        .filter((each) => each.checkVisibility())
        .filter((each) => each.scrollHeight > each.clientHeight + 2 && getComputedStyle(each).overflowY !== 'visible'
          || each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.closest('[data-panel]')?.dataset.panel + ' ' + each.localName + '.' + each.className)""";

  @Test
  void charts_areDrawnForThePaper_andForTheScreenAgain() {
    try (Visit visit = open(ColorScheme.DARK, "")) {
      Page page = visit.page();
      String width = "document.querySelector('[data-panel=activity] canvas').clientWidth";
      String ink =
          "document.documentElement.dataset.theme + ' '"
              + " + getComputedStyle(document.documentElement).getPropertyValue('--text').trim()";
      Object screen = page.evaluate(width);
      Object dark = page.evaluate(ink);
      page.evaluate("dispatchEvent(new Event('beforeprint'))");
      assertThat(page.evaluate(width)).isEqualTo(PAPER);
      assertThat((String) page.evaluate(ink)).startsWith("light ").isNotEqualTo(dark);
      page.evaluate("dispatchEvent(new Event('afterprint'))");
      visit.settled();
      assertThat(page.evaluate(width)).isEqualTo(screen);
      assertThat(page.evaluate(ink)).isEqualTo(dark);
    }
  }

  /** What a page prints itself is what there is when the event is over, before any promise. */
  @Test
  void charts_areDrawnForThePaper_atOnce() {
    try (Visit visit = open(ColorScheme.DARK, "")) {
      Object same =
          visit
              .page()
              .evaluate(
                  """
                  () => {
                    const canvas = document.querySelector('[data-panel=activity] canvas');
                    dispatchEvent(new Event('beforeprint'));
                    const printed = canvas.toDataURL();
                    return new Promise((done) => setTimeout(() => done(printed === canvas.toDataURL()), 500));
                  }""");
      assertThat(same).isEqualTo(true);
    }
  }

  @Test
  void whatTheProjectHides_isSaid() {
    String own = project.server().newKey();
    project.server().post("/api/requests", TestServer.requests(own, TestServer.record("/a")));
    byte[] hidden = "{\"hidden_routes\":[\"/health\",\"/ready\"]}".getBytes(StandardCharsets.UTF_8);
    project.server().send("PATCH", "/api/v1/settings", hidden, "X-AUTH-TOKEN", own);
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.signIn(own).open("/dashboard?live=off&hide=/health").page();
      assertThat(page.locator(".on-paper")).containsText("Where without /health; without /ready ·");
    }
  }

  private static long sheets(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    return Pattern.compile("/Type /Page\\b(?!s)").matcher(text).results().count();
  }
}
