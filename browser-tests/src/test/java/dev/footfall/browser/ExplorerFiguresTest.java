package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Explorer's every number and every cell, against what the records say. */
class ExplorerFiguresTest {
  private static final List<String> REQUESTS = List.of("requests");
  private static final List<String> PLACES = List.of("p50", "p95", "p99", "max");
  private static final List<String> FACETS =
      List.of(
          "status_class",
          "service",
          "method",
          "route",
          "client",
          "location",
          "traffic",
          "user",
          "version",
          "status",
          "route_source",
          "error",
          "environment",
          "instance",
          "hostname",
          "api_version",
          "os",
          "device",
          "user_group",
          "session_id",
          "weekday",
          "hour");
  private static final int FEW = 6;
  private static final int MANY = 50;
  private static final int PAGE = 50;

  private static final Comparator<JsonNode> ARRIVAL =
      Comparator.comparing(record -> record.get("id").longValue());
  private static final Comparator<JsonNode> TIME =
      Comparator.<JsonNode, Instant>comparing(
              record -> Instant.parse(record.get("created_at").textValue()))
          .thenComparing(ARRIVAL);
  private static final Comparator<JsonNode> DURATION =
      Comparator.<JsonNode, Long>comparing(record -> record.get("response_time_us").longValue())
          .thenComparing(ARRIVAL);
  private static final Map<String, Comparator<JsonNode>> ORDERS =
      Map.of(
          "newest",
          TIME.reversed(),
          "oldest",
          TIME,
          "slowest",
          DURATION.reversed(),
          "fastest",
          DURATION);

  /** What of a record is not among the table's columns. */
  private static final Set<String> NOT_LISTED = Set.of("response_time", "cut");

  /** Columns that do not show a text as it is. */
  private static final Set<String> WRITTEN =
      Set.of(
          "id",
          "created_at",
          "received_at",
          "privacy_level",
          "status",
          "response_time_us",
          "request_bytes",
          "response_bytes",
          "weight",
          "location",
          "traffic");

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
    records = project.records();
  }

  static Stream<Arguments> looks() {
    List<String> kinds = Looked.kinds().toList();
    List<String> orders = List.of("newest", "slowest", "oldest", "fastest");
    return IntStream.range(0, kinds.size())
        .mapToObj(i -> Arguments.of(kinds.get(i), orders.get(i % orders.size())));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void everyNumber_isWhatTheRecordsSay(String address, String order) {
    Looked looked = Looked.at(address);
    List<JsonNode> matching = records.matching(looked.query(REQUESTS));
    List<JsonNode> rows = matching.stream().sorted(ORDERS.get(order)).limit(PAGE).toList();
    List<String> columns = columns(rows.get(0));
    JsonNode first = rows.get(0);
    try (Visit visit = project.visit()) {
      visit.open(
          "/dashboard/explorer?%s&sort=%s&columns=%s&request=%s"
              .formatted(looked.address(), order, String.join(",", columns), first.get("id")));
      boolean more = openEverything(visit.page());
      visit.settled();
      Map<String, String> shown = visit.figures();

      var expected = new ExpectedFigures(records);
      expected.put("matches/total/records", matching.size());
      expected.put("export/total/records", matching.size());
      expected.table("over-time", looked.query(REQUESTS, "time", "status_class"));
      expected.table("response-times", looked.query(REQUESTS, "histogram:response_time"));
      for (String field : FACETS) {
        facet(expected, looked, field, more && field.equals("user") ? MANY : FEW);
      }
      for (JsonNode row : rows) {
        columns.forEach(
            name ->
                expected.put("requests/%s/%s".formatted(row.get("id"), name), value(row, name)));
      }
      assertThat(texts(visit.page())).isEqualTo(expectedTexts(rows, columns));
      inFull(expected, looked, first, columns, shown);
      expected.assertShown(shown);
    }
  }

  /** Whether there are more users than are listed at first. */
  private static boolean openEverything(Page page) {
    page.evaluate(
        "document.querySelectorAll('.facet-head[aria-expanded=false]').forEach((head) => head.click())");
    for (String chart : List.of("Requests over time", "Response times")) {
      page.getByLabel(chart + " as a table", new Page.GetByLabelOptions().setExact(true)).click();
    }
    Locator more = page.getByText("More of User", new Page.GetByTextOptions().setExact(true));
    boolean hasMore = more.count() > 0;
    if (hasMore) {
      more.click();
    }
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Export").setExact(true))
        .click();
    return hasMore;
  }

  /** Counts what all but the field's own choice lets through. */
  private static void facet(ExpectedFigures expected, Looked looked, String field, int limit) {
    Looked others =
        looked.without(chip -> chip.matches(field + "\\.(is|is_not|in|unknown)(\\..*)?"));
    expected.groups("facet-" + field, others.query(REQUESTS, field).put("limit", limit));
    for (String chip : looked.chips()) {
      String[] parts = chip.split("\\.", 3);
      if (parts[0].equals(field) && !others.chips().contains(chip)) {
        for (String value : parts.length == 3 ? parts[2].split(",") : new String[] {"unknown"}) {
          expected.chosen("facet-" + field + "/" + value + "/requests");
        }
      }
    }
  }

  private static List<String> columns(JsonNode record) {
    List<String> columns = new ArrayList<>();
    record.fieldNames().forEachRemaining(columns::add);
    columns.removeAll(NOT_LISTED);
    return columns;
  }

  /** A text, a number or null. */
  private static Object value(JsonNode record, String name) {
    JsonNode value = record.path(name);
    return value.isNumber() ? value.decimalValue() : value.textValue();
  }

  /** What stands in the cells that show a text as it is. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> texts(Page page) {
    return (Map<String, String>)
        page.evaluate(
            """
            Object.fromEntries([...document.querySelectorAll('footfall-requests td:is(.kind-text, .kind-code)')]
              .filter((cell) => !cell.matches('.column-location, .column-traffic'))
              .map((cell) => [cell.dataset.figure, cell.textContent]))""");
  }

  private static Map<String, String> expectedTexts(List<JsonNode> rows, List<String> columns) {
    Map<String, String> texts = new HashMap<>();
    for (JsonNode row : rows) {
      for (String name : columns) {
        if (!WRITTEN.contains(name)) {
          String text = row.get(name).asText("–");
          texts.put(
              "requests/%s/%s".formatted(row.get("id"), name), text.isBlank() ? "(blank)" : text);
        }
      }
    }
    return texts;
  }

  /** One request, and how slow it was among those of its route, whatever the filters. */
  private static void inFull(
      ExpectedFigures expected,
      Looked looked,
      JsonNode request,
      List<String> columns,
      Map<String, String> shown) {
    String id = request.get("id").asText();
    for (String name : columns) {
      if (!request.get(name).isNull()) {
        expected.put("request/" + id + "/" + name, value(request, name));
      }
    }
    String route = request.get("operation").textValue();
    Looked ofRoute =
        looked.everything().with(route == null ? "route.unknown" : "route.is." + route);
    ObjectNode query = ofRoute.query(REQUESTS);
    PLACES.forEach(query.withArray("metrics")::add);
    List<Object> figures = records.answer(query).rows().get(0);
    int all = ((BigDecimal) figures.get(0)).intValueExact();
    if (all < 5) {
      return;
    }
    expected.put("placing/" + id + "/requests", all);
    for (int i = 0; i < PLACES.size(); i++) {
      expected.put("placing/" + id + "/" + PLACES.get(i), figures.get(i + 1));
    }
    long faster =
        records.matching(query).stream()
            .filter(
                each ->
                    each.get("response_time_us").longValue()
                        < request.get("response_time_us").longValue())
            .count();
    assertThat(Double.parseDouble(shown.remove("placing/" + id + "/share")))
        .isCloseTo(faster * 100.0 / all, within(1e-9));
  }
}
