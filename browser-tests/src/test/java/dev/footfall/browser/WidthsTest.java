package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
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
