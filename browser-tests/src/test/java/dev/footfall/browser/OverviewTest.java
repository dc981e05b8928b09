package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The overview's every number, against what the records themselves say. */
class OverviewTest {
  private static final List<String> TILES =
      List.of("requests", "users", "success_rate", "error_rate", "p50", "p95", "p99");
  private static final List<String> SUCCESS =
      List.of("success_rate", "client_error_rate", "server_error_rate");
  private static final List<String> REQUESTS = List.of("requests");
  private static final int MOVED = 8;

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
      visit.open("/dashboard?" + looked.address());
      for (String chart : List.of("Requests over time", "Response time", "Success")) {
        visit.page().getByLabel(chart + " as a table", exact()).click();
      }
      visit.settled();

      Map<String, String> shown = visit.figures();
      ExpectedFigures expected = expected(looked);
      moved(looked, shown, expected);
      expected.assertShown(shown);
    }
  }

  /** The parts of a change are explained by the server: the page says the same. */
  @ParameterizedTest
  @CsvSource({"route, p95", "user, error_rate", "version, requests"})
  void whatMovedMost_isAsExplained(String field, String metric) {
    Looked looked = Looked.at("filter=method.is.GET");
    String chosen = "&moved=" + field + "&moved-by=" + metric;
    try (Visit visit = project.visit()) {
      visit.open("/dashboard?" + looked.address() + chosen);
      ObjectNode body = looked.query(REQUESTS).put("metric", metric).put("limit", MOVED);
      body.remove("metrics");
      body.remove("dimensions");
      body.putArray("dimensions").add(field);
      JsonNode explained =
          project
              .server()
              .post("/api/v1/explain", body.toString(), "X-AUTH-TOKEN", project.key())
              .json();

      Map<String, String> expected = new TreeMap<>();
      JsonNode dimension = explained.get("dimensions").get(0);
      BigDecimal parts = BigDecimal.ZERO;
      for (JsonNode row : dimension.get("rows")) {
        String value = row.get("value").asText("unknown");
        expected.putAll(moved(value, metric, row, "contribution"));
        parts = parts.add(row.get("contribution").decimalValue());
      }
      if (dimension.has("others")) {
        expected.putAll(moved("others", metric, dimension.get("others"), "contribution"));
        parts = parts.add(dimension.at("/others/contribution").decimalValue());
      }
      expected.putAll(moved("total", metric, explained.get("explained"), "change"));
      assertThat(parts)
          .isCloseTo(
              explained.at("/explained/change").decimalValue(), within(new BigDecimal("0.01")));
      Map<String, String> shown = new TreeMap<>(visit.figures());
      shown.keySet().removeIf(figure -> !figure.startsWith("moved/"));
      assertThat(shown).hasSizeGreaterThan(3).isEqualTo(expected);
    }
  }

  private static Map<String, String> moved(
      String row, String metric, JsonNode told, String change) {
    String name = "moved/" + row + "/";
    return Map.of(
        name + "before",
        told.get("before").asText(""),
        name + metric,
        told.get("now").asText(""),
        name + "contribution",
        told.get(change).asText());
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390", "LIGHT, 360"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open("/dashboard?" + Looked.at("").address());
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      visit.screenshot("overview-%s-%d".formatted(theme.name().toLowerCase(Locale.ROOT), width));
    }
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static ExpectedFigures expected(Looked looked) {
    var expected = new ExpectedFigures(records);
    expected.totals("tiles", looked.query(TILES, "time").put("compare", "previous_period"));
    quality(looked, expected);
    expected.table("activity", looked.query(REQUESTS, "time", "status_class"));
    expected.table("response-times", looked.query(List.of("p50", "p95", "requests"), "time"));
    expected.table("success", looked.query(SUCCESS, "time"));
    expected.groups("releases", releases(looked));
    expected.groups("routes", looked.query(REQUESTS, "route").put("limit", 10));
    expected.groups("locations", looked.query(REQUESTS, "location").put("limit", 10));
    expected.groups("agents", looked.query(REQUESTS, "client").put("limit", 8));
    expected.groups("users", looked.query(REQUESTS, "user").put("limit", 8));
    whenSeveral(expected, "hostnames", looked.query(REQUESTS, "hostname").put("limit", 8));
    whenSeveral(expected, "api-versions", looked.query(REQUESTS, "api_version").put("limit", 8));
    everyOne(expected, "hours", looked.query(REQUESTS, "hour"), 0, 23);
    everyOne(expected, "weekdays", looked.query(REQUESTS, "weekday"), 1, 7);
    return expected;
  }

  private static ObjectNode releases(Looked looked) {
    List<String> metrics = List.of("first_ever", "requests", "error_rate", "p95");
    ObjectNode query =
        looked.with("version.matches.*").query(metrics, "service", "version").put("limit", 6);
    query.putArray("order").addObject().put("by", "first_ever");
    return query;
  }

  private static void quality(Looked looked, ExpectedFigures expected) {
    expected.put("quality/total/last_seen", only(looked, "last_seen"));
    expected.put("quality/rejected/records", 0);
    expected.put("quality/dropped/records", 0);
    for (String field : List.of("client", "location")) {
      expected.put("quality/unknown/" + field, only(looked.with(field + ".unknown"), "requests"));
    }
  }

  private static Object only(Looked looked, String metric) {
    return records.answer(looked.query(List.of(metric))).rows().get(0).get(0);
  }

  private static void whenSeveral(ExpectedFigures expected, String panel, ObjectNode query) {
    if (records.answer(query).rows().size() > 1) {
      expected.groups(panel, query);
    }
  }

  private static void everyOne(
      ExpectedFigures expected, String panel, ObjectNode query, int first, int last) {
    for (int i = first; i <= last; i++) {
      expected.put(panel + "/" + i + "/requests", BigDecimal.ZERO);
    }
    expected.groups(panel, query);
  }

  /** Which of several that moved as much are shown is the page's choice: not so their numbers. */
  private static void moved(Looked looked, Map<String, String> shown, ExpectedFigures expected) {
    ObjectNode query = looked.query(REQUESTS, "route").put("limit", 1000);
    Map<String, BigDecimal> now = requests(records.answer(query));
    ObjectNode earlier = query.deepCopy();
    ObjectNode compared = query.deepCopy().put("compare", "previous_period");
    earlier.put("from", records.answer(compared).beforeFrom().toString()).put("to", looked.from());
    Map<String, BigDecimal> before = requests(records.answer(earlier));
    Map<String, BigDecimal> moves = new TreeMap<>();
    now.forEach((route, n) -> moves.merge(route, n, BigDecimal::add));
    before.forEach((route, n) -> moves.merge(route, n.negate(), BigDecimal::add));
    List<BigDecimal> largest =
        moves.values().stream()
            .map(BigDecimal::abs)
            .filter(move -> move.signum() > 0)
            .sorted(Comparator.reverseOrder())
            .limit(MOVED)
            .toList();
    BigDecimal restNow = sum(now);
    BigDecimal restBefore = sum(before);
    moved(expected, "total", restNow, restBefore);
    List<BigDecimal> seen = new ArrayList<>();
    for (String figure : shown.keySet()) {
      if (figure.matches("moved/(?!total/|others/).*/requests")) {
        String route = figure.substring("moved/".length(), figure.length() - "/requests".length());
        seen.add(moves.get(route).abs());
        BigDecimal rowNow = now.getOrDefault(route, BigDecimal.ZERO);
        BigDecimal rowBefore = before.getOrDefault(route, BigDecimal.ZERO);
        moved(expected, route, rowNow, rowBefore);
        restNow = restNow.subtract(rowNow);
        restBefore = restBefore.subtract(rowBefore);
      }
    }
    if (moves.size() > MOVED) {
      moved(expected, "others", restNow, restBefore);
    }
    assertThat(seen).usingElementComparator(Comparator.naturalOrder()).isEqualTo(largest);
  }

  private static void moved(
      ExpectedFigures expected, String row, BigDecimal now, BigDecimal before) {
    expected.put("moved/" + row + "/requests", now);
    expected.put("moved/" + row + "/before", before);
    expected.put("moved/" + row + "/contribution", now.subtract(before));
  }

  private static BigDecimal sum(Map<String, BigDecimal> requests) {
    return requests.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Map<String, BigDecimal> requests(Recomputation.Result answer) {
    Map<String, BigDecimal> requests = new LinkedHashMap<>();
    for (List<Object> row : answer.rows()) {
      requests.put(
          row.get(0) == null ? "unknown" : row.get(0).toString(),
          new BigDecimal(row.get(1).toString()));
    }
    return requests;
  }
}
