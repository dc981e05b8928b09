package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk through every page with the Tab key alone. */
class KeyboardTest {
  private static final int MOST = 500;

  /**
   * Where the focus is: which element that is, what it is called, and whether one sees that it is
   * there.
   */
  private static final String FOCUSED =
      """
      () => {
        const at = document.activeElement;
        if (!at || at === document.body) return { end: true };
        window.walked ??= new Map();
        if (!window.walked.has(at)) window.walked.set(at, window.walked.size);
        const texts = (ids) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
        const name = at.getAttribute('aria-label') || texts(at.getAttribute('aria-labelledby'))
          || [...(at.labels ?? [])].map((label) => label.textContent).join(' ') || at.textContent || at.title;
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const within = [at, ...at.querySelectorAll('*')].some((each) => getComputedStyle(each).outlineStyle !== 'none'
          || getComputedStyle(each).strokeWidth === '2.5px');
        return {
          end: false, number: window.walked.get(at), html: at.outerHTML.slice(0, 160), name: (name ?? '').trim(),
          seen: within, there: box.width > 0 && box.height > 0 && style.visibility === 'visible',
        };
      }""";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 2000);
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
        "/api?call=requestLog",
        "/settings",
      })
  void tab_reachesEverything_whichHasANameAndShowsItsFocus(String path) {
    try (Visit visit = project.visit()) {
      String more = path.contains("?") ? "&" : "?";
      visit.open("/dashboard" + path + more + Looked.at("").address());
      Page page = visit.page();
      int reachable =
          (int)
              page.evaluate(
                  """
                  () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                    .filter((each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }))
                    .length""");
      List<String> wrong = new ArrayList<>();
      int steps = 0;
      for (; steps < MOST; steps++) {
        page.keyboard().press("Tab");
        Map<?, ?> focused = (Map<?, ?>) page.evaluate(FOCUSED);
        if (focused.get("end").equals(true)) {
          break;
        }
        assertThat(focused.get("number")).as("comes again: %s", focused).isEqualTo(steps);
        for (String need : List.of("seen", "there")) {
          if (focused.get(need).equals(false)) {
            wrong.add("not " + need + ": " + focused.get("html"));
          }
        }
        if (focused.get("name").equals("")) {
          wrong.add("no name: " + focused.get("html"));
        }
      }
      assertThat(wrong).isEmpty();
      // in a list that the arrow keys walk through, Tab stops once
      assertThat(steps).isBetween(Math.min(20, reachable), reachable);
    }
  }
}
