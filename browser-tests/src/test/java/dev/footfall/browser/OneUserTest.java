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
import dev.footfall.server.oracle.SeededProject;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.junit.jupiter.params.provider.ValueSource;

/** One user's page, against what the records say. */
class OneUserTest {
  private static final String USER = "user-0";
  private static final String ONE = one(Looked.at(""));
  private static final List<String> TILES =
      List.of("requests", "routes", "success_rate", "error_rate", "p50", "p95", "p99");
  private static final List<String> ROUTE_COLUMNS =
      List.of("requests", "error_rate", "p95", "first_ever", "last_seen");
  private static final int EVENTS = 50;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 6000);
    records = project.records();
    for (String user : List.of(USER, "user-1")) {
      ObjectNode post = TestServer.JSON.createObjectNode().put("api_key", project.key());
      for (int i = 0; i < EVENTS; i++) {
        ObjectNode event = post.withArray("events").addObject().put("name", "made." + i % 3);
        event.put(
            "created_at", SeededProject.END.minus(Duration.ofMinutes(431L * i + 1)).toString());
        event.put("user_id", user).put("value", i).put("currency", "EUR");
      }
      assertThat(project.server().post("/api/events", post.toString()).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "filter=method.is.GET&zone=America/New_York",
        "filter=traffic.is_not.crawler&without=404",
        "filter=user_group.is_not.gold&zone=Asia/Kolkata",
        "filter=response_time.gt.1&filter=status_class.is_not.3xx"
      })
  void everyNumber_isWhatTheRecordsSay(String address) {
    try (Visit visit = project.visit()) {
      visit.open(one(Looked.at(address)));
      for (String chart : List.of("Requests over time", "Response time over time")) {
        BrowsedProject.asTable(visit, chart);
      }
      Map<String, String> shown = new TreeMap<>(visit.figures());
      shown.keySet().removeIf(figure -> figure.startsWith("timeline/"));

      Looked looked = Looked.at(address).with("user.is." + USER);
      var expected = new ExpectedFigures(records);
      expected.totals("tiles", looked.query(TILES, "time").put("compare", "previous_period"));
      expected.totals("seen", ever(looked.query(List.of("first_seen", "last_seen"))));
      expected.table("activity", looked.query(List.of("requests"), "time", "status_class"));
      expected.table("percentiles", looked.query(List.of("p50", "p95", "p99"), "time"));
      ObjectNode routes = looked.query(ROUTE_COLUMNS, "route").put("limit", 12);
      expected.groups("routes", routes);
      expected.totals("routes", routes);
      ObjectNode errors =
          looked
              .with("status.gte.400")
              .query(List.of("requests", "first_ever", "last_seen"), "route", "status", "error")
              .put("limit", 8);
      expected.groups("errors", errors);
      expected.totals("errors", errors);
      Map<String, String> rankings =
          Map.of(
              "clients", "client",
              "locations", "location",
              "addresses", "ip_address",
              "sessions", "session_id");
      rankings.forEach(
          (panel, field) ->
              expected.groups(panel, looked.query(List.of("requests"), field).put("limit", 8)));
      for (int hour = 0; hour < 24; hour++) {
        expected.put("hours/" + hour + "/requests", BigDecimal.ZERO);
      }
      expected.groups("hours", looked.query(List.of("requests"), "hour"));
      expected.assertShown(shown);
    }
  }

  private static String one(Looked looked) {
    return "/dashboard/user?user=" + USER + "&" + looked.address();
  }

  private static ObjectNode ever(ObjectNode query) {
    return query.put("from", "1970-01-01").put("to", "2030-01-01");
  }

  @ParameterizedTest
  @CsvSource({"'', 2", "kinds=requests, 1", "kinds=events, 0"})
  void timeline_hasEverythingOnce_newestFirst_onAllItsPages(String kinds, int requests) {
    try (Visit visit = project.visit()) {
      visit.open(ONE + "&" + kinds);
      Locator older =
          visit
              .page()
              .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Timeline"))
              .getByText("Older");
      List<String> entries = new ArrayList<>(entries(visit));
      while (older.isEnabled()) {
        older.click();
        visit.settled();
        entries.addAll(entries(visit));
      }

      List<JsonNode> all = new ArrayList<>();
      if (requests > 0) {
        all.addAll(ofUser("requests?limit=1000&filters=" + encoded("user", USER)));
      }
      if (requests != 1) {
        all.addAll(ofUser("events?limit=1000&user_id=" + USER));
      }
      all.sort(Comparator.comparing(OneUserTest::created).reversed());
      assertThat(entries)
          .hasSizeGreaterThan(45)
          .isEqualTo(
              all.stream()
                  .map(row -> (row.has("status") ? "request " : "event ") + row.get("id").asText())
                  .toList());
    }
  }

  private static Instant created(JsonNode row) {
    return Instant.parse(row.get("created_at").asText());
  }

  private static List<String> entries(Visit visit) {
    return visit.page().locator(".entries .entry").all().stream()
        .map(
            entry -> {
              String request = entry.getAttribute("data-request");
              return request == null
                  ? "event " + entry.getAttribute("data-event")
                  : "request " + request;
            })
        .toList();
  }

  private static String encoded(String field, String value) {
    String filters = "[{\"field\":\"%s\",\"op\":\"is\",\"value\":\"%s\"}]".formatted(field, value);
    return URLEncoder.encode(filters, StandardCharsets.UTF_8);
  }

  private static List<JsonNode> ofUser(String log) {
    var looked = Looked.at("");
    JsonNode page =
        project
            .server()
            .get(
                "/api/v1/logs/" + log + "&from=" + looked.from() + "&to=" + SeededProject.END,
                "X-AUTH-TOKEN",
                project.key())
            .json();
    assertThat(page.get("has_more").asBoolean()).isFalse();
    List<JsonNode> rows = new ArrayList<>();
    page.get("data").forEach(rows::add);
    return rows;
  }

  @Test
  void timeline_tellsOfSessionsWhatTheRecordsSay() {
    try (Visit visit = project.visit()) {
      visit.open(ONE + "&kinds=requests");
      Map<String, String> sessions = new TreeMap<>(visit.figures());
      sessions
          .keySet()
          .removeIf(name -> !name.startsWith("timeline/") || name.contains("/request-"));
      assertThat(sessions).isNotEmpty();
      for (Map.Entry<String, String> session : sessions.entrySet()) {
        String id = session.getKey().split("/")[1];
        var looked = Looked.at("").with("user.is." + USER).with("session_id.is." + id);
        assertThat(
                records.answer(looked.query(List.of("requests"))).rows().get(0).get(0).toString())
            .isEqualTo(session.getValue());
      }
    }
  }

  @Test
  void page_isReached_fromRankings_theContextPanel_andARequest() {
    try (Visit visit = project.visit()) {
      Page page = visit.page();
      visit.open("/dashboard?" + Looked.at("").address());
      Locator top = page.locator("[data-panel=users] .row:has(a)").first();
      String user = top.locator(".label").innerText();
      top.getByRole(AriaRole.LINK).click();
      assertOf(visit, user);

      visit.open("/dashboard?" + Looked.at("").address());
      top.locator(".details").click();
      visit.settled();
      page.locator("footfall-context").getByText("Open user").click();
      assertOf(visit, user);

      page.locator(".entries .entry a").first().click();
      visit.settled();
      page.locator(".request-detail").getByText("Open user").click();
      assertOf(visit, user);
      page.getByLabel("Breadcrumb").getByText("Users").click();
      visit.settled();
      assertThat(page).hasURL(Pattern.compile("/dashboard/users\\?"));
    }
  }

  private static void assertOf(Visit visit, String user) {
    visit.settled();
    assertThat(visit.page()).hasURL(Pattern.compile("/dashboard/user\\?.*user=" + user));
    assertThat(visit.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(user);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(ONE);
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      String scheme = theme.name().toLowerCase(Locale.ROOT);
      visit.screenshot("user-%s-%d".formatted(scheme, width));
    }
  }
}
