package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails, and what is new of it. */
class ErrorsTest {
  private static final String ERRORS = "/dashboard/errors?" + Looked.at("").address();
  private static final List<String> RATES =
      List.of("requests", "success_rate", "error_rate", "client_error_rate", "server_error_rate");
  private static final List<String> SHARES =
      List.of("success_rate", "client_error_rate", "server_error_rate");
  private static final List<String> COLUMNS =
      List.of("requests", "users", "first_ever", "last_seen");
  private static final String FAILED = "status.gte.400";
  private static final int SHOWN = 25;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 6000);
    records = project.records();
  }

  @ParameterizedTest
  @MethodSource("dev.footfall.browser.Looked#kinds")
  void everyNumber_isWhatTheRecordsSay(String address) {
    Looked looked = Looked.at(address);
    try (Visit visit = project.visit()) {
      visit.open("/dashboard/errors?" + looked.address());
      for (String panel :
          List.of(
              "Success and failure over time",
              "Failed requests over time",
              "Success and failure by route")) {
        BrowsedProject.asTable(visit, panel);
      }
      Map<String, String> shown = new TreeMap<>(visit.figures());
      Map<String, String> newest = taken(shown, "newest/");

      var expected = new ExpectedFigures(records);
      expected.totals("tiles", looked.query(RATES, "time").put("compare", "previous_period"));
      expected.totals(
          "failed",
          looked
              .with(FAILED)
              .query(List.of("requests", "users"), "time")
              .put("compare", "previous_period"));
      expected.groups("releases", releases(looked));
      ObjectNode groups = groups(looked);
      expected.groups("groups", groups);
      expected.totals("groups", groups);
      expected.table("shares", looked.query(SHARES, "time"));
      expected.table(
          "failures", looked.with(FAILED).query(List.of("requests"), "time", "status_class"));
      List<String> outcomes = new ArrayList<>(List.of("requests", "error_rate"));
      outcomes.addAll(SHARES);
      expected.table("outcomes", looked.query(outcomes, "route").put("limit", 12));
      expected.assertShown(shown);
      assertThat(newest).isNotEmpty().allSatisfy(ErrorsTest::assertOfAFailedRecord);
    }
  }

  private static ObjectNode groups(Looked looked) {
    return looked.with(FAILED).query(COLUMNS, "route", "status", "error").put("limit", SHOWN);
  }

  private static ObjectNode releases(Looked looked) {
    ObjectNode query =
        looked.with("version.matches.*").query(List.of("first_ever"), "service", "version");
    query.putArray("order").addObject().put("by", "first_ever");
    return query.put("limit", 4);
  }

  private static Map<String, String> taken(Map<String, String> shown, String panel) {
    Map<String, String> figures = new TreeMap<>(shown);
    figures.keySet().removeIf(figure -> !figure.startsWith(panel));
    shown.keySet().removeAll(figures.keySet());
    return figures;
  }

  private static void assertOfAFailedRecord(String figure, String value) {
    String[] parts = figure.split("/");
    JsonNode record =
        project
            .server()
            .get("/api/v1/logs/requests/" + parts[1], "X-AUTH-TOKEN", project.key())
            .json();
    assertThat(record.get("status").asInt()).isGreaterThanOrEqualTo(400);
    BigDecimal expected =
        parts[2].equals("status")
            ? record.get("status").decimalValue()
            : record.get("response_time_us").decimalValue().movePointLeft(3);
    assertThat(new BigDecimal(value)).as(figure).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "returning", "gone"})
  void groups_areThoseThatAreAskedFor(String which) {
    try (Visit visit = project.visit()) {
      visit.open(ERRORS);
      String label = which.equals("returning") ? "Seen before" : capital(which);
      panel(visit).getByRole(AriaRole.BUTTON, name(label)).click();
      visit.settled();
      assertThat(visit.page()).hasURL(Pattern.compile("[?&]show=" + which));
      Map<String, String> shown = new TreeMap<>(visit.figures());
      shown.keySet().removeIf(figure -> !figure.startsWith("groups/"));
      shown.keySet().removeIf(figure -> figure.startsWith("groups/total/"));

      ObjectNode query =
          groups(Looked.at("")).put("groups", which).put("compare", "previous_period");
      var expected = new ExpectedFigures(records);
      if (which.equals("gone")) {
        expected.groupsBefore("groups", query);
      } else {
        expected.groups("groups", query);
      }
      assertThat(shown).isNotEmpty();
      expected.assertShown(shown);
      assertThat(visit.page().locator("[data-panel=groups] .badge"))
          .hasCount(which.equals("new") ? shown.size() / COLUMNS.size() : 0);

      visit.page().reload();
      visit.settled();
      Map<String, String> again = groupsShown(visit);
      again.keySet().removeIf(figure -> figure.startsWith("groups/total/"));
      assertThat(again).isEqualTo(shown);
    }
  }

  @Test
  void groups_areMadeOfTheDimensionsThatArePicked_andPaged() {
    try (Visit visit = project.visit()) {
      visit.open(ERRORS);
      Page page = visit.page();
      page.getByLabel("Dimension 1").selectOption("user");
      visit.settled();
      page.getByLabel("Dimension 3").selectOption("");
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("[?&]by=user%2Cstatus(&|$)"));
      Locator heads = panel(visit).locator("thead th");
      assertThat(heads.nth(0)).hasText("User");
      assertThat(heads.nth(1)).hasText("Status");

      ObjectNode query =
          Looked.at("").with(FAILED).query(COLUMNS, "user", "status").put("limit", SHOWN);
      var first = new ExpectedFigures(records);
      first.groups("groups", query);
      first.totals("groups", query);
      first.assertShown(groupsShown(visit));

      page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Rows"))
          .getByText("Next")
          .click();
      visit.settled();
      var second = new ExpectedFigures(records);
      second.groups("groups", query.put("offset", SHOWN));
      second.totals("groups", query);
      second.assertShown(groupsShown(visit));
      page.goBack();
      visit.settled();
      first.assertShown(groupsShown(visit));
    }
  }

  private static Map<String, String> groupsShown(Visit visit) {
    Map<String, String> shown = visit.figures();
    shown.keySet().removeIf(figure -> !figure.startsWith("groups/"));
    return shown;
  }

  @Test
  void group_isToldOfInTheContextPanel_withItsNewestSamples() {
    try (Visit visit = project.visit()) {
      visit.open(ERRORS);
      Page page = visit.page();
      Locator row = panel(visit).locator("tbody tr").first();
      String[] keys = row.getAttribute("data-row").split("\\|");
      String requests =
          row.locator("[data-figure$='/requests']").first().getAttribute("data-value");
      row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Details of")).focus();
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(page.locator("[data-figure='context/total/requests']"))
          .hasAttribute("data-value", requests);
      Locator samples = page.getByLabel("Samples").locator("li");
      assertThat(samples.first().locator(".status")).hasText(keys[1]);
      samples.first().locator("a").click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("/dashboard/explorer\\?.*request=\\d+"));
      assertThat(page.locator(".request-detail .status").first()).hasText(keys[1]);
    }
  }

  @Test
  void newestVersion_leadsToWhatIsNewSinceIt() {
    try (Visit visit = project.visit()) {
      visit.open(ERRORS);
      Page page = visit.page();
      Locator newest = page.locator("[data-panel=releases] button").first();
      String since = newest.getAttribute("data-value");
      newest.click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("[?&]from=" + since.substring(0, 8)));
      assertThat(page).hasURL(Pattern.compile("[?&]show=new(&|$)"));
    }
  }

  @Test
  void textsOfRecords_areNeverRead_asAnythingElse() {
    String key = project.server().newKey();
    String markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", key);
    post.put("service", markup).put("version", markup);
    ObjectNode record = post.putArray("requests").addObject();
    record.put("created_at", Looked.at("").from()).put("path", "/" + markup);
    record.put("method", "GET").put("status", 500).put("response_time", 1);
    record.put("error", markup).put("user_id", markup).put("hostname", "h");
    assertThat(project.server().post("/api/requests", post.toString()).status()).isEqualTo(201);
    try (Visit visit = project.visit()) {
      visit.signIn(key).open(ERRORS + "&by=user,error,service");
      assertThat(panel(visit).locator("tbody")).containsText(markup);
      assertThat(visit.page().locator("main img")).hasCount(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(ERRORS);
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      String scheme = theme.name().toLowerCase(Locale.ROOT);
      visit.screenshot("errors-%s-%d".formatted(scheme, width));
    }
  }

  private static Locator panel(Visit visit) {
    return visit.page().locator("[data-panel=groups]");
  }

  private static Locator.GetByRoleOptions name(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
