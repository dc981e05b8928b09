package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Who calls, who is new, and who is gone. */
class UsersTest {
  private static final String USERS = "/dashboard/users?" + Looked.at("").address();
  private static final List<String> COLUMNS =
      List.of("requests", "error_rate", "routes", "p95", "first_ever", "last_seen");
  private static final String BEFORE = "previous_period";
  private static final int SHOWN = 25;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 6000);
    ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", project.key());
    for (int i = 0; i < 30; i++) {
      add(post, "fresh-" + i % 7, SeededProject.END.minus(Duration.ofHours(9L * i + 1)));
      add(post, "former-" + i % 5, SeededProject.END.minus(Duration.ofHours(9L * i + 24 * 20)));
    }
    assertThat(project.server().post("/api/requests", post.toString()).status()).isEqualTo(201);
    records = new Recomputation(project.server(), project.key());
  }

  private static void add(ObjectNode post, String user, Instant time) {
    ObjectNode record = post.withArray("requests").addObject().put("created_at", time.toString());
    record.put("method", "GET").put("path", "/v1/items/5").put("route", "/v1/items/{id}");
    record.put("status", 404).put("response_time", 20).put("user_id", user);
  }

  @ParameterizedTest
  @MethodSource("dev.footfall.browser.Looked#kinds")
  void everyNumber_isWhatTheRecordsSay(String address) {
    Looked looked = Looked.at(address);
    try (Visit visit = project.visit()) {
      visit.open("/dashboard/users?" + looked.address());
      BrowsedProject.asTable(visit, "Users over time");

      var expected = new ExpectedFigures(records);
      List<String> tiles = List.of("users", "requests", "error_rate");
      expected.totals("tiles", looked.query(tiles, "time").put("compare", BEFORE));
      for (String which : List.of("new", "returning", "gone")) {
        ObjectNode query = looked.query(List.of("users"), "user");
        var answer =
            records.answer(query.put("groups", which).put("totals", true).put("compare", BEFORE));
        Object before = answer.totalsBefore().get(0);
        boolean gone = which.equals("gone");
        expected.put("visitors/" + which + "/users", gone ? before : answer.totals().get(0));
        if (!gone) {
          expected.put("visitors/" + which + "/before", before);
        }
      }
      ObjectNode table = looked.query(COLUMNS, "user").put("limit", SHOWN);
      expected.groups("users", table);
      expected.totals("users", table);
      expected.table("users-over-time", looked.query(List.of("users"), "time"));
      for (String field : List.of("route", "location", "client")) {
        ObjectNode ranking = looked.query(List.of("users"), field).put("limit", 8);
        expected.groups("per-" + field, ranking);
      }
      expected.assertShown(visit.figures());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "returning", "gone"})
  void users_areThoseThatTheTileTellsOf(String which) {
    try (Visit visit = project.visit()) {
      visit.open(USERS);
      Page page = visit.page();
      page.locator("[data-panel=visitors-" + which + "] h2 button").click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("[?&]show=" + which));
      ObjectNode query = Looked.at("").query(COLUMNS, "user");
      query.put("limit", SHOWN).put("groups", which).put("compare", BEFORE);
      var expected = new ExpectedFigures(records);
      if (which.equals("gone")) {
        expected.groupsBefore("users", query);
      } else {
        expected.groups("users", query);
      }
      Map<String, String> shown = listed(visit);
      assertThat(shown).isNotEmpty();
      expected.assertShown(shown);
    }
  }

  private static Map<String, String> listed(Visit visit) {
    Map<String, String> shown = new TreeMap<>(visit.figures());
    shown.keySet().removeIf(figure -> !figure.startsWith("users/"));
    shown.keySet().removeIf(figure -> figure.startsWith("users/total/"));
    return shown;
  }

  @Test
  void heatStrip_hasACellForEachDay_strongestWhereTheUserCalledMost() {
    try (Visit visit = project.visit()) {
      visit.open(USERS);
      Locator row =
          visit.page().locator("[data-panel=users] tbody tr:not([data-row=unknown])").first();
      String user = row.getAttribute("data-row");
      List<List<Object>> days =
          records
              .answer(Looked.at("").with("user.is." + user).query(List.of("requests"), "time:1d"))
              .rows();
      List<Integer> counts =
          days.stream().map(day -> Integer.parseInt(day.get(1).toString())).toList();
      int most = counts.stream().max(Integer::compare).orElseThrow();
      List<String> levels =
          counts.stream()
              .map(n -> "level-" + (n == 0 ? 0 : (int) Math.ceil(Math.sqrt((double) n / most) * 5)))
              .toList();

      assertThat(
              row.locator(".heat rect").all().stream()
                  .map(cell -> cell.getAttribute("class"))
                  .toList())
          .isEqualTo(levels);
    }
  }

  @Test
  void users_areFoundSortedAndPaged_asTheAddressSays() {
    try (Visit visit = project.visit()) {
      visit.open(USERS);
      Page page = visit.page();
      page.getByLabel("Find a user").fill("user-1");
      page.keyboard().press("Enter");
      visit.settled();
      page.locator("[data-panel=users] thead").getByText("Routes").click();
      visit.settled();
      page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Rows"))
          .getByText("Next")
          .focus();
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("at=25&find=user-1.*sort=routes"));

      var looked = Looked.at("").with("user.contains.user-1");
      ObjectNode query = looked.query(COLUMNS, "user").put("limit", SHOWN).put("offset", SHOWN);
      query.putArray("order").addObject().put("by", "routes");
      var expected = new ExpectedFigures(records);
      expected.groups("users", query);
      Map<String, String> shown = listed(visit);
      assertThat(shown).isNotEmpty();
      expected.assertShown(shown);
    }
  }

  @Test
  void noBodyFound_isSaid() {
    try (Visit visit = project.visit()) {
      visit.open(USERS + "&filter=path.is.%2Fnowhere");
      assertThat(visit.page().locator(".page")).containsText("path is /nowhere");
      visit.open(USERS + "&find=nobody-at-all");
      assertThat(visit.page().locator("[data-panel=users]")).containsText("nobody-at-all");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(USERS);
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      String scheme = theme.name().toLowerCase(Locale.ROOT);
      visit.screenshot("users-%s-%d".formatted(scheme, width));
    }
  }
}
