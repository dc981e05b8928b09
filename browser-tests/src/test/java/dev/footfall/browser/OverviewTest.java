package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import dev.footfall.server.oracle.SeededProject;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview's every number, against what the records themselves say. */
class OverviewTest {
  private static final String FROM = SeededProject.END.minus(Duration.ofDays(19)).toString();
  private static final String TO = SeededProject.END.toString();
  private static final String ZONE = "Europe/Paris";
  private static final String URL =
      "/dashboard?live=off&zone=Europe%2FParis&from=" + FROM + "&to=" + TO;
  private static final List<String> TILES =
      List.of("requests", "users", "success_rate", "error_rate", "p50", "p95", "p99");
  private static final List<String> SUCCESS =
      List.of("success_rate", "client_error_rate", "server_error_rate");
  private static final int MOVED = 8;

  @TempDir static Path data;
  private static TestServer server;
  private static Chromium chromium;
  private static String key;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    key = new SeededProject(server, 6000).key();
    records = new Recomputation(server, key);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "status_class.in.4xx,5xx",
        "method.is.GET&client.is.okhttp",
        "response_time.gt.10&location.unknown",
        "route.matches.*/v1/*&user_group.is_not.gold"
      })
  void everyNumber_isWhatTheRecordsSay(String filters) {
    List<String> chips = filters.isEmpty() ? List.of() : List.of(filters.split("&"));
    try (Visit visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900)) {
      visit
          .signIn(key)
          .open(URL + chips.stream().map(OverviewTest::parameter).collect(Collectors.joining()));
      for (String chart : List.of("Requests over time", "Response time", "Success")) {
        visit.page().getByLabel(chart + " as a table", exact()).click();
      }
      visit.settled();

      Map<String, String> shown = visit.figures();
      Map<String, Object> expected = expected(chips);
      moved(chips, shown, expected);
      assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
      Map<String, String> wrong = new TreeMap<>();
      expected.forEach(
          (figure, value) -> {
            if (!Recomputation.agrees(value, shown.get(figure))) {
              wrong.put(figure, shown.get(figure) + " instead of " + value);
            }
          });
      assertThat(wrong).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390", "LIGHT, 360"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = new Visit(chromium, server.url(), theme, width, 900)) {
      visit.signIn(key).open(URL);
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      visit.screenshot("overview-%s-%d".formatted(theme.name().toLowerCase(Locale.ROOT), width));
    }
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static String parameter(String chip) {
    return "&filter=" + URLEncoder.encode(chip, StandardCharsets.UTF_8);
  }

  private static Map<String, Object> expected(List<String> chips) {
    Map<String, Object> figures = new LinkedHashMap<>();
    ObjectNode tiles =
        query(chips, TILES, "time").put("totals", true).put("compare", "previous_period");
    Recomputation.Result totals = records.answer(tiles);
    for (int i = 0; i < TILES.size(); i++) {
      figures.put("tiles/total/" + TILES.get(i), totals.totals().get(i));
      figures.put("tiles/before/" + TILES.get(i), totals.totalsBefore().get(i));
    }
    quality(chips, figures);
    put(figures, "activity", query(chips, List.of("requests"), "time", "status_class"));
    put(figures, "response-times", query(chips, List.of("p50", "p95"), "time"));
    put(figures, "success", query(chips, SUCCESS, "time"));
    put(figures, "routes", query(chips, List.of("requests"), "route").put("limit", 10));
    put(figures, "locations", query(chips, List.of("requests"), "location").put("limit", 10));
    put(figures, "agents", query(chips, List.of("requests"), "client").put("limit", 8));
    put(figures, "users", query(chips, List.of("requests"), "user").put("limit", 8));
    whenSeveral(
        figures, "hostnames", query(chips, List.of("requests"), "hostname").put("limit", 8));
    whenSeveral(
        figures, "api-versions", query(chips, List.of("requests"), "api_version").put("limit", 8));
    everyOne(figures, "hours", query(chips, List.of("requests"), "hour"), 0, 23);
    everyOne(figures, "weekdays", query(chips, List.of("requests"), "weekday"), 1, 7);
    return figures;
  }

  private static void quality(List<String> chips, Map<String, Object> figures) {
    figures.put(
        "quality/total/last_seen",
        records.answer(query(chips, List.of("last_seen"))).rows().get(0).get(0));
    for (String field : List.of("client", "location")) {
      List<String> unknown = new ArrayList<>(chips);
      unknown.add(field + ".unknown");
      figures.put(
          "quality/unknown/" + field,
          records.answer(query(unknown, List.of("requests"))).rows().get(0).get(0));
    }
  }

  /** The query of a panel, as the filters in the page's address mean it. */
  private static ObjectNode query(List<String> chips, List<String> metrics, String... dimensions) {
    ObjectNode query = TestServer.JSON.createObjectNode();
    query.put("from", FROM).put("to", TO).put("zone", ZONE);
    metrics.forEach(query.putArray("metrics")::add);
    ArrayNode by = query.putArray("dimensions");
    Arrays.stream(dimensions).forEach(by::add);
    ArrayNode filters = query.putArray("filters");
    for (String chip : chips) {
      String[] parts = chip.split("\\.", 3);
      ObjectNode filter = filters.addObject().put("field", parts[0]).put("op", parts[1]);
      if (parts[1].equals("in")) {
        ArrayNode values = filter.putArray("value");
        Arrays.stream(parts[2].split(",")).forEach(values::add);
      } else if (parts[1].equals("gt")) {
        filter.put("value", new BigDecimal(parts[2]));
      } else if (parts.length == 3) {
        filter.put("value", parts[2]);
      }
    }
    return query;
  }

  private static void put(Map<String, Object> figures, String panel, ObjectNode query) {
    int keys = query.get("dimensions").size();
    boolean time = query.at("/dimensions/0").asText().equals("time");
    for (List<Object> row : records.answer(query).rows()) {
      String group =
          row.subList(0, keys).stream().map(OverviewTest::text).collect(Collectors.joining("|"));
      for (int i = 0; i < query.get("metrics").size(); i++) {
        String name = !time && group.isEmpty() ? "unknown" : group;
        figures.put(
            panel + "/" + name + "/" + query.get("metrics").get(i).asText(), row.get(keys + i));
      }
    }
  }

  private static void whenSeveral(Map<String, Object> figures, String panel, ObjectNode query) {
    if (records.answer(query).rows().size() > 1) {
      put(figures, panel, query);
    }
  }

  private static void everyOne(
      Map<String, Object> figures, String panel, ObjectNode query, int first, int last) {
    for (int i = first; i <= last; i++) {
      figures.put(panel + "/" + i + "/requests", BigDecimal.ZERO);
    }
    put(figures, panel, query);
  }

  private static String text(Object value) {
    return value == null
        ? ""
        : value instanceof OffsetDateTime time
            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
            : value.toString();
  }

  /** Which of several that moved as much are shown is the page's choice: not so their numbers. */
  private static void moved(
      List<String> chips, Map<String, String> shown, Map<String, Object> expected) {
    ObjectNode query = query(chips, List.of("requests"), "route").put("limit", 1000);
    Map<String, BigDecimal> now = requests(records.answer(query));
    ObjectNode earlier = query.deepCopy();
    ObjectNode compared = query.deepCopy().put("compare", "previous_period");
    earlier.put("from", records.answer(compared).beforeFrom().toString()).put("to", FROM);
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
    List<BigDecimal> seen = new ArrayList<>();
    for (String figure : shown.keySet()) {
      if (figure.startsWith("moved/") && figure.endsWith("/requests")) {
        String route = figure.substring("moved/".length(), figure.length() - "/requests".length());
        seen.add(moves.get(route).abs());
        expected.put("moved/" + route + "/requests", now.getOrDefault(route, BigDecimal.ZERO));
        expected.put("moved/" + route + "/before", before.getOrDefault(route, BigDecimal.ZERO));
      }
    }
    assertThat(seen).usingElementComparator(Comparator.naturalOrder()).isEqualTo(largest);
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
