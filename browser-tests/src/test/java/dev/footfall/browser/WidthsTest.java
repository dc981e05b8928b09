package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page on the narrowest telephone and on the widest screen. */
class WidthsTest {
  private static final List<Integer> WIDTHS = List.of(360, 2560);

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/routes",
        "/route?route=GET+%2Fv1%2Fitems%2F%7Bid%7D",
        "/users",
        "/user?user=user-1",
        "/errors",
        "/explorer",
        "/api",
        "/api?call=query",
        "/settings",
        "/settings?section=templates",
        "/settings?section=audit",
      })
  void page_fits(String path) {
    for (int width : WIDTHS) {
      try (Visit visit = project.visit(ColorScheme.LIGHT, width)) {
        String more = path.contains("?") ? "&" : "?";
        visit.open("/dashboard" + path + more + Looked.at("").address());
        String name = path.isEmpty() ? "overview" : path.substring(1).replaceAll("\\?.*=", "-");
        visit.screenshot("width-%d-%s".formatted(width, name.replaceAll("[^a-z-].*", "")));
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
            .as("%s at %d", path, width)
            .isEqualTo(width);
        assertThat(visit.page().evaluate(OUTSIDE)).as("%s at %d", path, width).isEqualTo(List.of());
      }
    }
  }

  /** Where the pages do not fit side by side. */
  @Test
  void pageThatIsOpen_isToBeSeenInTheMenu_andTheDocumentStaysWhereItIs() {
    try (Visit visit = project.visit(ColorScheme.LIGHT, 390)) {
      Page page = visit.open("/dashboard/settings").page();
      assertThat(page.evaluate(SEEN)).isEqualTo("Settings");
      Locator menu = page.locator("nav[aria-label=Pages] a");
      int last = menu.count() - 1;
      for (int next : new int[] {0, last, 2, last - 1, 1, last}) {
        // the focus, which a link that is clicked has, would scroll as well
        menu.nth(next).evaluate("link => link.click()");
        visit.settled();
        assertThat(page.evaluate(SEEN)).isEqualTo(menu.nth(next).textContent().strip());
        assertThat(page.evaluate("[scrollX, scrollY]")).isEqualTo(List.of(0, 0));
      }
    }
  }

  /** The page that is open, as the menu shows it: nothing where it is cut off. */
  private static final String SEEN =
      """
      () => [...document.querySelectorAll('nav[aria-label=Pages] [aria-current=page]')]
        .filter((each) => each.getBoundingClientRect().left >= 0 && each.getBoundingClientRect().right <= innerWidth)
        .map((each) => each.textContent.trim()).join()""";

  /** What can be used and lies beyond the window, where no box around it scrolls there. */
  private static final String OUTSIDE =
      """
      () => [...document.querySelectorAll('button, a[href], input, select, textarea, h1, h2')]
        .filter((each) => each.checkVisibility() && !each.matches('.skip, .out-of-sight'))
        .filter((each) => {
          for (let box = each.parentElement; box; box = box.parentElement) {
            if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
          }
          const { left, right } = each.getBoundingClientRect();
          return left < -1 || right > innerWidth + 1;
        })
        .map((each) => each.outerHTML.slice(0, 120))""";
}
