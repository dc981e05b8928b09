package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all pages have in common. */
class FrameTest {
  private static final String PERIOD =
      "from=" + SeededProject.END.minus(Duration.ofDays(19)) + "&to=" + SeededProject.END;
  private static final String URL = "/dashboard?" + PERIOD + "&live=off";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  private static String requests(Visit visit) {
    return visit.figures().get("tiles/total/requests");
  }

  @Test
  void signIn_opensThePageThatWasAskedFor_andNeverShowsTheKey() {
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      visit.expect("401");
      Page page = visit.page();
      page.navigate(project.server().url() + URL + "&filter=method.is.GET");
      assertThat(page.getByLabel("Key or token")).isFocused();
      page.getByLabel("Key or token").fill("00000000-0000-4000-8000-000000000000");
      button(page, "Sign in").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("not known");
      assertThat(page.getByLabel("Key or token")).isFocused();
      visit.assertAccessible();

      page.getByLabel("Key or token").fill(project.key());
      button(page, "Sign in").click();
      visit.settled();

      assertThat(page.url()).endsWith("filter=method.is.GET").doesNotContain(project.key());
      assertThat(page.content()).doesNotContain(project.key());
      assertThat((String) page.evaluate("document.cookie + JSON.stringify(localStorage)"))
          .doesNotContain(project.key());
      button(page, "Sign out").click();
      assertThat(page.getByLabel("Key or token")).isVisible();
    }
  }

  @Test
  void revokedToken_leadsToSignIn_andBackToWhereOneWas() {
    var token =
        project
            .server()
            .post(
                "/api/v1/tokens",
                "{\"owner\":\"a visitor\",\"scope\":\"read\"}",
                "X-AUTH-TOKEN",
                project.key());
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      visit.expect("401");
      Page page = visit.page();
      visit.signIn(token.json().get("token").asText()).open(URL);
      project
          .server()
          .send(
              "DELETE",
              "/api/v1/tokens/" + token.json().get("id").asInt(),
              null,
              "X-AUTH-TOKEN",
              project.key());

      page.locator("[data-panel=routes] .mark").first().click();
      assertThat(page.getByText("You are not signed in any more")).isVisible();
      String url = page.url();
      page.getByLabel("Key or token").fill(project.key());
      button(page, "Sign in").click();
      visit.settled();

      assertThat(page.url()).isEqualTo(url).contains("filter=route");
    }
  }

  @Test
  void filter_byClick_byUrl_andByChip_areTheSame_andBackUndoesThem() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      String all = requests(visit);
      Locator first = page.locator("[data-panel=agents] .mark").first();
      String client = first.locator("[data-figure]").getAttribute("data-figure").split("/", -1)[1];

      first.click();
      visit.settled();
      Map<String, String> clicked = visit.figures();
      assertThat(page.url()).contains("filter=client.is." + client);
      assertThat(clicked.get("tiles/total/requests")).isNotEqualTo(all);

      page.goBack();
      visit.settled();
      assertThat(requests(visit)).isEqualTo(all);

      visit.open(URL + "&filter=client.is." + client);
      assertThat(visit.figures()).containsAllEntriesOf(withoutContext(clicked));

      page.getByLabel(Pattern.compile("Remove filter")).click();
      visit.settled();
      assertThat(requests(visit)).isEqualTo(all);

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter").setExact(true))
          .first()
          .click();
      Locator editor = page.getByRole(AriaRole.DIALOG);
      editor.getByLabel("Field").selectOption("client");
      editor.getByLabel("Value").fill(client);
      editor.getByRole(AriaRole.BUTTON).last().click();
      visit.settled();
      assertThat(visit.figures()).containsAllEntriesOf(withoutContext(clicked));
    }
  }

  private static Map<String, String> withoutContext(Map<String, String> figures) {
    Map<String, String> rest = new java.util.TreeMap<>(figures);
    rest.keySet().removeIf(figure -> figure.startsWith("context"));
    return rest;
  }

  @Test
  void comparison_isChosen_andLeftOut() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      String before = visit.figures().get("tiles/before/requests");
      page.keyboard().press("c");
      page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Same period last year"))
          .click();
      visit.settled();
      assertThat(page.url()).contains("compare=previous_year");
      assertThat(visit.figures().get("tiles/before/requests")).isNotNull().isNotEqualTo(before);

      page.keyboard().press("c");
      page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Nothing")).click();
      visit.settled();
      assertThat(visit.figures()).doesNotContainKey("tiles/before/requests");
    }
  }

  @Test
  void keyboard_aloneReachesWhatIsThere() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus")).hasText("Skip to the content");
      page.keyboard().press("?");
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("t");
      page.keyboard().press("Escape");
      page.locator("[data-panel=activity] .chart").focus();
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(page.url()).contains("select-from=");
    }
  }

  @Test
  void newRecord_showsWithinTwoSeconds() {
    String live = project.server().newKey();
    project
        .server()
        .post("/api/requests", TestServer.requests(live, TestServer.record("/v1/first")));
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.signIn(live).open("/dashboard?period=1h").page();
      assertThat(requests(visit)).isEqualTo("1");

      project
          .server()
          .post("/api/requests", TestServer.requests(live, TestServer.record("/v1/second")));
      Instant posted = Instant.now();
      page.waitForFunction(
          "() => document.querySelector('[data-figure=\"tiles/total/requests\"]').dataset.value === '2'");

      assertThat(Duration.between(posted, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void failure_saysWhatFailed_andIsRetried() {
    try (Visit visit = project.visit()) {
      visit.expect("503");
      Page page = visit.page();
      page.route(
          "**/api/v1/query",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(503)
                      .setContentType("application/json")
                      .setBody("{\"status\":503,\"message\":\"Too many queries wait already.\"}")));
      visit.open(URL);
      assertThat(page.locator("[data-panel=routes]")).containsText("Too many queries wait");
      page.unroute("**/api/v1/query");
      page.locator("[data-panel=routes]").getByText("Retry").click();
      assertThat(page.locator("[data-panel=routes]")).hasAttribute("data-state", "ready");
    }
  }

  /**
   * After an update of the server the parts of a page that is still open are not there any more.
   */
  @Test
  void part_thatIsGone_isToldOf_andThePageCanBeReloaded() {
    try (Visit visit = project.visit()) {
      visit.expect("404");
      visit.expect("401");
      Page page = visit.open(URL).page();
      for (String part : List.of("parts/help-dialog", "parts/chip-editor", "pages/sign-in")) {
        page.route(
            "**/" + part + ".js",
            route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
      }
      page.keyboard().press("?");
      assertThat(page.locator(".toast")).containsText("Reload the page.");
      button(page, "Filter").click();
      assertThat(page.locator(".add .popup")).hasCount(0);

      button(page, "Sign out").click();
      assertThat(page.locator("main")).containsText("Footfall was updated or cannot be reached.");
      page.unroute("**/pages/sign-in.js");
      button(page, "Reload").click();
      assertThat(page.getByLabel("Key or token")).isVisible();
    }
  }

  @Test
  void nothingFound_saysWhy_andOffersTheWayOut() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "&filter=status.is.418&filter=method.is.NONE").page();
      assertThat(page.locator("main")).containsText("no requests where status is 418");
      page.getByText("Without any filter").first().click();
      visit.settled();
      assertThat(Integer.parseInt(requests(visit))).isPositive();
    }
  }

  @Test
  void textOfCallers_isNeverMarkup() {
    String hostile = project.server().newKey();
    String markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    project
        .server()
        .post(
            "/api/requests",
            TestServer.requests(
                hostile,
                TestServer.record("user_id", "\"" + markup + "\""),
                TestServer.record("path", "\"/" + markup + "\""),
                TestServer.record("hostname", "\"" + markup + "\"")));
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.page();
      page.onDialog(
          dialog -> {
            throw new AssertionError("a dialog: " + dialog.message());
          });
      visit.signIn(hostile).open("/dashboard?period=24h&live=off");
      assertThat(page.locator("[data-panel=users]")).containsText(markup);
      page.locator("[data-panel=users] .details").first().click();
      visit.settled();
      assertThat(page.locator("img[src=x]")).hasCount(0);
    }
  }

  @Test
  void page_isSmall() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      String bytes =
          """
          keep => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(entry => keep !== 'tiles' || !entry.name.includes('echarts'))
            .reduce((all, entry) => all + entry.encodedBodySize, 0)""";
      assertThat((int) page.evaluate(bytes, "tiles")).isLessThan(100_000);
      assertThat((int) page.evaluate(bytes, "all")).isBetween(300_000, 500_000);
    }
  }
}
