package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.BrowsedProject.ALL;
import static dev.footfall.browser.BrowsedProject.NEVER;
import static dev.footfall.browser.BrowsedProject.ONE;
import static dev.footfall.browser.BrowsedProject.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All routes, and one of them. */
class RoutesTest {
  private static final int DRAWN_ROUTES = 15;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 6000);
    records = project.records();
  }

  @Test
  void table_isSortedByItsHeads_asTheAddressSays() {
    try (Visit visit = project.visit()) {
      visit.open(ALL);
      Page page = visit.page();
      head(page, "p95").click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("[?&]sort=p95(&|$)"));
      List<BigDecimal> falling = column(page, "p95");
      assertThat(falling).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.reverseOrder());

      head(page, "p95").click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("[?&]sort=p95\\.asc(&|$)"));
      assertThat(column(page, "p95")).isSortedAccordingTo(Comparator.naturalOrder());
      assertThat(page.locator("[data-panel=routes] th[aria-sort=ascending]")).hasText("p95 ↑");

      page.goBack();
      visit.settled();
      assertThat(column(page, "p95")).isEqualTo(falling);
    }
  }

  @Test
  void errorRate_ofManyFailures_standsOut() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(ALL).page();
      for (Locator rate :
          page.locator("[data-panel=routes] tbody [data-figure$='/error_rate']").all()) {
        double percent = Double.parseDouble(rate.getAttribute("data-value"));
        String colour = (String) rate.evaluate("each => getComputedStyle(each).color");
        assertThat(colour).isEqualTo(percent > 5 ? "rgb(176, 42, 32)" : "rgb(20, 32, 29)");
      }
      assertThat(page.locator("[data-panel=routes] td.fails")).not().hasCount(0);
    }
  }

  @Test
  void table_offersAsManyRoutesAsThereAre() {
    String key = project.server().newKey();
    ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", key);
    for (int i = 0; i < 30; i++) {
      post.withArray("requests")
          .addObject()
          .put("method", "GET")
          .put("path", "/routes/" + (char) ('a' + i % 26) + (char) ('a' + i / 26))
          .put("status", 200)
          .put("response_time", 12)
          .put("created_at", "2026-11-10T10:00:00Z");
    }
    assertThat(project.server().post("/api/requests", post.toString()).status()).isEqualTo(201);
    try (Visit visit = project.visit().signIn(key)) {
      Page page = visit.open(ALL).page();
      assertThat(page.locator("[data-panel=routes] tbody tr")).hasCount(25);
      page.getByText("Show all 30").click();
      assertThat(page.locator("[data-panel=routes] tbody tr")).hasCount(30);
      assertThat(page.locator("main")).not().containsText("These are the first");
    }
  }

  private static Locator head(Page page, String name) {
    return page.locator("[data-panel=routes] thead")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static List<BigDecimal> column(Page page, String metric) {
    return page.locator("[data-panel=routes] tbody [data-figure$='/" + metric + "']").all().stream()
        .map(cell -> cell.getAttribute("data-value"))
        .filter(value -> !value.isEmpty())
        .map(BigDecimal::new)
        .toList();
  }

  @Test
  void mark_isSelectedByKeyboardAndByMouse_andToldOfInTheContextPanel() {
    try (Visit visit = project.visit()) {
      visit.open(ALL);
      Page page = visit.page();
      String first = page.locator("[data-panel=routes] tbody tr").first().getAttribute("data-row");
      Locator chart =
          page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Routes over time"));
      chart.focus();
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(page.locator("[data-context-title]")).containsText(first);
      assertThat(page).hasURL(Pattern.compile("[?&]select=route\\.is\\."));
      assertThat(page.locator("[data-figure='context/total/requests']"))
          .hasAttribute("data-value", firstBucket(first));

      page.keyboard().press("Escape");
      assertThat(page.locator("footfall-context")).hasCount(0);
      visit.settled();
      clickMark(chart);
      visit.settled();
      assertThat(page.locator("[data-context-title]")).containsText(first);
      assertThat(page).hasURL(Pattern.compile("[?&]select-from="));
    }
  }

  private static String firstBucket(String route) {
    Looked looked = Looked.at("").with("route.is." + route);
    List<List<Object>> days =
        records.answer(looked.query(List.of("requests"), "route", "time:1d")).rows();
    return days.get(0).get(2).toString();
  }

  /** When the days begin, as they stand in an address. */
  private static List<String> days() {
    Looked looked = Looked.at("");
    return records.answer(looked.query(List.of("requests"), "time:1d")).rows().stream()
        .map(row -> ((OffsetDateTime) row.get(0)).toInstant().toString().replace("Z", ".000Z"))
        .map(Looked::encoded)
        .toList();
  }

  /** Where a day stands in the chart. */
  private static double middle(BoundingBox box, int day, int days) {
    double left = 248;
    return left + (box.width - left - 16) * (day + 0.5) / days;
  }

  /** The first of the first row. */
  private static void clickMark(Locator chart) {
    BoundingBox box = chart.boundingBox();
    double x = middle(box, 0, days().size());
    double y = 12 + (box.height - 12 - 24) * 0.5 / DRAWN_ROUTES;
    chart.click(new Locator.ClickOptions().setPosition(x, y));
  }

  @Test
  void tableThatIsTooWide_hasAShadowWhereItGoesOn() {
    try (Visit visit = project.visit(ColorScheme.LIGHT, 390)) {
      Locator table = visit.open(ALL).page().locator("[data-panel=routes] .table");
      assertThat((boolean) table.evaluate("each => each.scrollWidth > each.clientWidth + 100"))
          .isTrue();
      assertThat(lightAtTheRight(visit, table)).isLessThan(240);
      table.evaluate("each => each.scrollTo(each.scrollWidth, 0)");
      assertThat(lightAtTheRight(visit, table)).isGreaterThan(250);
      Locator name = table.locator("tbody th").first();
      assertThat(name.boundingBox().x).isCloseTo(table.boundingBox().x, within(1.0));
    }
  }

  /** How light the table's upper right corner is, in which there is no text. */
  private static int lightAtTheRight(Visit visit, Locator table) {
    BoundingBox box = table.boundingBox();
    byte[] picture =
        visit
            .page()
            .screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setClip(box.x + box.width - 2, box.y + 1, 2, 2));
    try {
      return ImageIO.read(new ByteArrayInputStream(picture)).getRGB(1, 1) & 0xff;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void drag_overTheMarks_zoomsIn() {
    try (Visit visit = project.visit()) {
      visit.open(ALL);
      Page page = visit.page();
      BoundingBox box =
          page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Routes over time"))
              .boundingBox();
      List<String> days = days();
      page.mouse().move(box.x + middle(box, 2, days.size()), box.y + 40);
      page.mouse().down();
      page.mouse().move(box.x + middle(box, 4, days.size()), box.y + 60);
      page.mouse().up();
      visit.settled();
      assertThat(page.url()).contains("from=" + days.get(2) + "&to=" + days.get(5));
    }
  }

  @Test
  void tokenWithFilters_isToldWhyNoDeclaredRoutesAreListed() {
    String token =
        project
            .server()
            .post(
                "/api/v1/tokens",
                """
                {"owner": "a visitor", "scope": "read",
                 "filters": [{"field": "service", "op": "is", "value": "shop"}]}""",
                "X-AUTH-TOKEN",
                project.key())
            .json()
            .get("token")
            .asText();
    try (Visit visit = project.visit()) {
      visit.signIn(token).open(ALL);
      assertThat(visit.page().locator("[data-panel=uncalled]"))
          .containsText("Declared routes are shown to whoever sees all requests");
      assertThat(visit.page().locator("[data-panel=routes] tbody tr")).not().hasCount(0);
    }
  }

  @Test
  void route_isOpenedFromAllRoutes_andLeftByBack() {
    try (Visit visit = project.visit()) {
      visit.open(ALL + "&sort=users");
      Page page = visit.page();
      page.locator("[data-panel=routes] tbody")
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(ROUTE).setExact(true))
          .click();
      visit.settled();
      assertThat(page)
          .hasURL(Pattern.compile("/dashboard/route\\?.*route=GET\\+%2Fv1%2Fitems%2F%7Bid%7D"));
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
          .hasText(ROUTE);
      assertThat(page.locator("nav[aria-label=Pages] [aria-current]")).hasText("Routes");

      page.goBack();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("/dashboard/routes\\?.*sort=users"));
      assertThat(page.locator("[data-panel=routes] tbody tr")).not().hasCount(0);
    }
  }

  @Test
  void declaredRoute_thatNobodyCalls_isListed() {
    try (Visit visit = project.visit()) {
      visit.open(ALL);
      Locator list = visit.page().locator("[data-panel=uncalled] tbody");
      Locator row = list.locator("tr[data-row='" + NEVER + "']");
      assertThat(row).containsText("shop");
      assertThat(row).containsText("never");
      assertThat(list.locator("tr[data-row='" + ROUTE + "']")).hasCount(0);
    }
  }

  @Test
  void pages_sayWhyThereIsNothing_andWhatFailed() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      visit.open(ALL + "&filter=path.is.%2Fnowhere");
      assertThat(page.locator("[data-panel=routes]"))
          .containsText("There are no requests where path is /nowhere in this time.");
      visit.open(ONE + "&filter=path.is.%2Fnowhere");
      assertThat(page.locator(".page")).containsText("path is /nowhere");

      visit.expect("503");
      page.route("**/api/v1/query", RoutesTest::refuse);
      visit.open(ALL);
      Locator table = page.locator("[data-panel=routes]");
      assertThat(table.getByRole(AriaRole.ALERT)).containsText("The disk is on fire.");
      page.unroute("**/api/v1/query");
      table.getByText("Retry").click();
      visit.settled();
      assertThat(table.locator("tbody tr")).not().hasCount(0);
      assertThat(page.locator("[data-panel=scatter]")).hasAttribute("data-state", "ready");
    }
  }

  private static void refuse(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setContentType("application/json")
            .setBody("{\"status\":503,\"message\":\"The disk is on fire.\"}"));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390", "LIGHT, 360"})
  void pages_areAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      for (Map.Entry<String, String> page : Map.of("routes", ALL, "route", ONE).entrySet()) {
        visit.open(page.getValue());
        visit.assertAccessible();
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        String scheme = theme.name().toLowerCase(Locale.ROOT);
        visit.screenshot("%s-%s-%d".formatted(page.getKey(), scheme, width));
      }
    }
  }
}
