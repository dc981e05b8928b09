package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page asks first: a person waits for what is on the screen. */
class AskingOrderTest {
  private static final String QUERIES = "**/api/v1/query";
  private static final String TILES = "\"last_seen\"";
  private static final String ACTIVITY = "\"status_class\"";
  private static final String ROUTES = "\"dimensions\":[\"route\"],\"limit\":10";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  @Test
  void whatIsOnTheScreen_isAskedFirst() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      Locator mark = routes(visit);
      List<String> asked = new CopyOnWriteArrayList<>();
      page.onRequest(request -> asked.add(body(request)));
      mark.click();
      visit.settled();

      assertThat(place(asked, ROUTES))
          .isLessThan(place(asked, TILES))
          .isLessThan(place(asked, ACTIVITY));
      assertThat(place(asked, TILES)).isLessThan(asked.size());
    }
  }

  /** The tiles are above the screen: they begin once all that is on it is answered. */
  @Test
  void whatIsNotOnTheScreen_waitsForAllThatIs() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      Locator mark = routes(visit);
      List<Route> held = hold(page);
      List<String> asked = new CopyOnWriteArrayList<>();
      page.onRequest(request -> asked.add(body(request)));
      mark.click();
      page.waitForCondition(() -> !held.isEmpty());
      page.locator("[data-panel=context][data-state=ready]").waitFor();
      page.waitForTimeout(300);
      assertThat(asked).noneMatch(body -> body.contains(TILES));

      page.waitForRequest(request -> body(request).contains(TILES), () -> held.get(0).resume());
      page.unroute(QUERIES);
      visit.settled();
    }
  }

  /** Who scrolls to what waits does not wait for what was on the screen before. */
  @Test
  void whatComesIntoSight_isAskedAtOnce() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      Locator mark = routes(visit);
      List<Route> held = hold(page);
      mark.click();
      page.waitForCondition(() -> !held.isEmpty());
      page.locator("[data-panel=context][data-state=ready]").waitFor();
      page.waitForTimeout(500);

      page.waitForRequest(
          request -> body(request).contains(TILES), () -> page.evaluate("scrollTo(0, 0)"));
      held.get(0).resume();
      page.unroute(QUERIES);
      visit.settled();
    }
  }

  /** A mark of the panel of routes, in the middle of the screen. */
  private static Locator routes(Visit visit) {
    Page page = visit.open("/dashboard?live=off&" + Looked.at("").address()).page();
    Locator mark = page.locator("[data-panel=routes] .mark").first();
    mark.evaluate("mark => mark.scrollIntoView({ block: 'center' })");
    visit.settled();
    return mark;
  }

  /** Lets all questions pass but that of the panel of routes. */
  private static List<Route> hold(Page page) {
    List<Route> held = new ArrayList<>();
    page.route(
        QUERIES,
        route -> {
          if (body(route.request()).contains(ROUTES)) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    return held;
  }

  private static String body(Request request) {
    String body = request.postData();
    return body == null ? "" : body;
  }

  private static int place(List<String> asked, String part) {
    int at = 0;
    while (at < asked.size() && !asked.get(at).contains(part)) {
      at++;
    }
    return at;
  }
}
