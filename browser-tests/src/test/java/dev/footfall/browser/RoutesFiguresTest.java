package dev.footfall.browser;

import static dev.footfall.browser.BrowsedProject.DECLARED;
import static dev.footfall.browser.BrowsedProject.NEVER;
import static dev.footfall.browser.BrowsedProject.ROUTE;
import static dev.footfall.browser.BrowsedProject.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the pages of all routes and of one, against what the records say. */
class RoutesFiguresTest {
  private static final List<String> TILES =
      List.of("requests", "users", "success_rate", "error_rate", "p50", "p95", "p99");
  private static final List<String> VERSION_COLUMNS =
      List.of("requests", "error_rate", "p50", "p95", "p99", "first_seen", "last_seen");

  private static final List<String> REQUESTS = List.of("requests");
  private static final List<String> COLUMNS =
      List.of("requests", "users", "error_rate", "p50", "p95", "p99", "last_seen");
  private static final List<String> DRAWN = List.of("requests", "error_rate", "users");
  private static final int DRAWN_ROUTES = 15;
  private static final int SHOWN_ROUTES = 25;

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
  void everyNumber_ofAllRoutes_isWhatTheRecordsSay(String address) {
    Looked looked = Looked.at(address);
    try (Visit visit = project.visit()) {
      visit.open("/dashboard/routes?" + looked.address());
      BrowsedProject.asTable(visit, "Routes over time");

      var expected = new ExpectedFigures(records);
      ObjectNode table = looked.query(COLUMNS, "route").put("limit", SHOWN_ROUTES);
      expected.groups("routes", table);
      expected.totals("routes", table);
      ObjectNode drawn = looked.query(DRAWN, "route", "time:1d");
      first(records.answer(table).rows(), drawn);
      expected.table("scatter", drawn);
      expected.groups("users-per-group", looked.query(List.of("users"), "route").put("limit", 12));
      guessed(expected, looked, records.answer(table).rows());
      uncalled(expected, looked);
      expected.assertShown(visit.figures());
    }
  }

  /**
   * Asks for the first routes only. The one that is not known can be among them only where all are
   * asked for.
   */
  private static void first(List<List<Object>> rows, ObjectNode query) {
    List<String> first =
        rows.stream()
            .limit(DRAWN_ROUTES)
            .map(row -> (String) row.get(0))
            .filter(route -> route != null || rows.size() < SHOWN_ROUTES)
            .toList();
    if (!first.contains(null)) {
      ObjectNode filter = query.withArray("filters").addObject().put("field", "route");
      first.forEach(filter.put("op", "in").putArray("value")::add);
    }
  }

  /** How many requests of a route came without a template, for the routes of these rows. */
  private static void guessed(ExpectedFigures expected, Looked looked, List<List<Object>> rows) {
    Looked guessed = looked.with("route_source.is.guessed");
    Set<Object> listed = rows.stream().map(row -> row.get(0)).collect(Collectors.toSet());
    records.answer(guessed.query(REQUESTS, "route").put("limit", 10_000)).rows().stream()
        .filter(row -> listed.contains(row.get(0)))
        .forEach(row -> expected.put("guessed/" + row.get(0) + "/requests", row.get(1)));
  }

  /** Whatever the filters. */
  private static void uncalled(ExpectedFigures expected, Looked looked) {
    Looked all = looked.everything().with("service.is." + SERVICE);
    Set<String> missing = new HashSet<>(DECLARED);
    records.answer(all.query(REQUESTS, "route").put("limit", 10_000)).rows().stream()
        .map(row -> row.get(0))
        .forEach(missing::remove);
    assertThat(missing).contains(NEVER).doesNotContain(ROUTE);
    expected.put("uncalled/total/routes", missing.size());
    expected.put("uncalled/declared/routes", DECLARED.size());
    missing.forEach(
        route -> expected.put("uncalled/" + SERVICE + "|" + route + "/last_seen", null));
  }

  @ParameterizedTest
  @MethodSource("dev.footfall.browser.Looked#kinds")
  void everyNumber_ofOneRoute_isWhatTheRecordsSay(String address) {
    try (Visit visit = project.visit()) {
      visit.open(BrowsedProject.one(Looked.at(address)));
      for (String chart :
          List.of(
              "Status mix over time", "Response time over time", "How long its requests take")) {
        BrowsedProject.asTable(visit, chart);
      }

      Looked looked = Looked.at(address).with("route.is." + ROUTE);
      var expected = new ExpectedFigures(records);
      expected.totals("tiles", looked.query(TILES, "time").put("compare", "previous_period"));
      expected.table("status-mix", looked.query(REQUESTS, "time", "status_class"));
      expected.table("percentiles", looked.query(List.of("p50", "p95", "p99", "requests"), "time"));
      expected.table("histogram", looked.query(REQUESTS, "histogram:response_time"));
      ObjectNode versions = looked.query(VERSION_COLUMNS, "version");
      expected.groups("versions", versions);
      expected.totals("versions", versions);
      expected.groups("clients", looked.query(REQUESTS, "client").put("limit", 8));
      expected.groups("users", looked.query(REQUESTS, "user").put("limit", 8));
      List<Object> guessed =
          records.answer(looked.with("route_source.is.guessed").query(REQUESTS)).rows().get(0);
      expected.put("guessed/total/requests", guessed.get(0));
      List<JsonNode> requests = records.matching(looked.query(REQUESTS));
      listed(expected, "slowest", requests, RoutesFiguresTest::micros);
      listed(
          expected,
          "failed",
          requests.stream().filter(RoutesFiguresTest::hasFailed).toList(),
          RoutesFiguresTest::created);
      expected.assertShown(visit.figures());
    }
  }

  /** Those with the most of something; of as many the ones that came last. */
  private static <T extends Comparable<T>> void listed(
      ExpectedFigures expected, String panel, List<JsonNode> requests, Function<JsonNode, T> most) {
    requests.stream()
        .sorted(
            Comparator.comparing(most).thenComparing(each -> each.get("id").longValue()).reversed())
        .limit(10)
        .forEach(
            request -> {
              String figure = panel + "/" + request.get("id").asText();
              expected.put(figure + "/status", request.get("status").intValue());
              expected.put(figure + "/response_time", BigDecimal.valueOf(micros(request), 3));
            });
  }

  private static Long micros(JsonNode request) {
    return request.get("response_time_us").longValue();
  }

  private static Instant created(JsonNode request) {
    return Instant.parse(request.get("created_at").textValue());
  }

  private static boolean hasFailed(JsonNode request) {
    return request.get("status").intValue() >= 400;
  }
}
