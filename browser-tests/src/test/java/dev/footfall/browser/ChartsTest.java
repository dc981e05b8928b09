package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What charts draw of an answer, and what they say beside it. */
class ChartsTest {
  private static final String URL =
      "/dashboard?live=off&zone=UTC&from=2026-03-01T00:00:00Z&to=2026-03-07T00:00:00Z";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private static String key;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    key = server.newKey();
    post(key, 6, request("/sparse", 200, "ada").put("created_at", "2026-03-01T10:15:00Z"));
    post(key, 3, request("/sparse", 200, "ada").put("created_at", "2026-03-03T10:15:00Z"));
    post(key, 6, request("/sparse", 200, "ada").put("created_at", "2026-03-05T10:15:00Z"));
  }

  private static ObjectNode request(String path, int status, String user) {
    return TestServer.JSON
        .createObjectNode()
        .put("method", "GET")
        .put("path", path)
        .put("status", status)
        .put("user_id", user)
        .put("response_time", 12)
        .put("created_at", "2026-03-02T10:15:00Z");
  }

  /** So many that are alike. */
  private static void post(String project, int count, ObjectNode request) {
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", project);
    for (int i = 0; i < count; i++) {
      body.withArray("requests").add(request);
    }
    assertThat(server.post("/api/requests", body.toString()).status()).isEqualTo(201);
  }

  private static Visit visit(String project) {
    return new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900).signIn(project);
  }

  @Test
  void valueBetweenGaps_isADot_andBucketsWithTooFewAreCounted() {
    try (Visit visit = visit(key)) {
      Page page = visit.open(URL).page();
      assertThat(page.locator("[data-panel=response-times] .panel-note"))
          .hasText("1 bucket has fewer than 5 requests and shows none.");
      assertThat(page.locator(".tile .now.dots").last().getAttribute("d").split("M")).hasSize(3);

      assertThat(visit.module("charts/lines.js", "line", "line([null, 2, null, 3, 4], '').data"))
          .asString()
          .isEqualTo("[null, {value=2, symbol=circle}, null, 3, 4]");
    }
  }

  @Test
  void responseTimes_haveTheSameAxisInAllCharts() {
    String answer =
        """
        { columns: [{ name: 'time' }, { name: 'p50' }, { name: 'p95' }, { name: 'p99' }],
          rows: [['2026-03-01T00:00:00Z', 5, 10, 10], ['2026-03-02T00:00:00Z', 5, 100, 200]],
          range: { from: '2026-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z', zone: 'UTC', bucket: '1d' } }""";
    String axis = "const { yAxis, series } = %s(" + answer + ", 800).option;";
    String drawn =
        "(() => { " + axis + " return [yAxis.axisLabel.formatter(3), series.at(-1).data]; })()";
    try (Visit visit = visit(key)) {
      visit.open(URL);
      assertThat(
              visit.module("charts/over-time.js", "overTime", drawn.formatted("overTime('p95')")))
          .isEqualTo(List.of("1 s", List.of(1, 2)));
      assertThat(
              visit.module("charts/percentiles.js", "percentiles", drawn.formatted("percentiles")))
          .asString()
          .startsWith("[1 s, [1, 2.3");
    }
  }

  @Test
  void groups_areThoseWithTheMostOfWhatIsMeasured() {
    String project = server.newKey();
    for (char letter = 'a'; letter <= 'h'; letter++) {
      post(project, 4, request("/busy-" + letter, 200, "ada"));
    }
    for (String user : List.of("bea", "cid", "dan")) {
      post(project, 1, request("/popular", 200, user));
    }
    post(project, 1, request("/broken", 500, "ada"));

    try (Visit visit = visit(project)) {
      Page page = visit.open(URL + "&split=route").page();
      Locator heading = page.locator("#activity-title");
      Locator legend = page.locator("[data-panel=activity] .legend button");
      assertThat(heading).hasText("Requests over time, the 7 routes with the most requests");
      assertThat(legend).hasCount(7);

      choice(page, "Measure", "Users").click();
      assertThat(heading).hasText("Users over time, the 7 routes with the most users");
      assertThat(legend.first()).hasText("GET /popular");

      assertThat(choice(page, "Split by", "Status")).hasCount(1);
      choice(page, "Measure", "Error rate").click();
      assertThat(heading).hasText("Error rate over time, routes with failed requests");
      assertThat(legend).hasText(new String[] {"GET /broken"});
      assertThat(choice(page, "Split by", "Status")).hasCount(0);

      visit.open(URL + "&split=route&measure=error_rate&filter=status.is.200");
      assertThat(heading).hasText("Error rate over time, the 7 routes with the most requests");
      visit.open(URL + "&split=status_class&measure=error_rate");
      assertThat(heading).hasText("Error rate over time");
      assertThat(legend).hasCount(0);
    }
  }

  private static Locator choice(Page page, String group, String label) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(group).setExact(true))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true));
  }

  @Test
  void colour_comesFromTheValue_whateverItsRank() {
    try (Visit visit = visit(key)) {
      visit.open(URL);
      Map<?, ?> colours = colours(visit, "'a', 'b', 'c', 'd', 'e', 'f', 'g'");
      assertThat(colours).isEqualTo(colours(visit, "'g', 'c', 'a', 'f', 'e', 'b', 'd'"));
      assertThat(colours.values()).hasSize(7).doesNotHaveDuplicates();
    }
  }

  private static Map<?, ?> colours(Visit visit, String values) {
    return (Map<?, ?>)
        visit.module(
            "charts/theme.js",
            "seriesColours",
            "Object.fromEntries(seriesColours('route', [" + values + "]))");
  }
}
