package dev.footfall.browser;

import static dev.footfall.browser.RoutesProject.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One route's page, against what the records say. */
class OneRouteTest {
  private static final List<String> TILES =
      List.of("requests", "users", "success_rate", "error_rate", "p50", "p95", "p99");
  private static final List<String> VERSION_COLUMNS =
      List.of("requests", "error_rate", "p50", "p95", "p99", "first_seen", "last_seen");

  @TempDir static Path data;
  private static RoutesProject project;

  @BeforeAll
  static void start() {
    project = new RoutesProject(data);
  }

  @AfterAll
  static void stop() {
    if (project != null) {
      project.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "status_class.in.4xx,5xx", "user_group.is_not.gold"})
  void everyNumber_isWhatTheRecordsSay(String filters) {
    List<String> chips = new ArrayList<>(RoutesProject.chips(filters));
    try (Visit visit = project.visit(ColorScheme.LIGHT, 1440)) {
      visit.open(RoutesProject.ONE + RoutesProject.parameters(chips));
      for (String chart :
          List.of(
              "Status mix over time", "Response time over time", "How long its requests take")) {
        RoutesProject.asTable(visit, chart);
      }
      Map<String, String> shown = new TreeMap<>(visit.figures());

      chips.add("route.is." + ROUTE);
      var looked = RoutesProject.looked(chips);
      var expected = new ExpectedFigures(project.records());
      expected.totals("tiles", looked.query(TILES, "time").put("compare", "previous_period"));
      expected.table("status-mix", looked.query(List.of("requests"), "time", "status_class"));
      expected.table("percentiles", looked.query(List.of("p50", "p95", "p99"), "time"));
      expected.table("histogram", looked.query(List.of("requests"), "histogram:response_time"));
      ObjectNode versions = looked.query(VERSION_COLUMNS, "version");
      expected.groups("versions", versions);
      expected.totals("versions", versions);
      expected.groups("clients", looked.query(List.of("requests"), "client").put("limit", 8));
      expected.groups("users", looked.query(List.of("requests"), "user").put("limit", 8));
      Object slowest = project.records().answer(looked.query(List.of("max"))).rows().get(0).get(0);
      Map<String, String> slow = taken(shown, "slowest/");
      Map<String, String> failed = taken(shown, "failed/");
      expected.assertShown(shown);

      assertThat(
              slow.entrySet().stream()
                  .filter(figure -> figure.getKey().endsWith("/response_time"))
                  .map(figure -> new BigDecimal(figure.getValue()))
                  .max(Comparator.naturalOrder()))
          .hasValueSatisfying(
              most -> assertThat(Recomputation.agrees(slowest, most.toString())).isTrue());
      assertThat(slow).isNotEmpty().allSatisfy(OneRouteTest::assertOfTheRecord);
      assertThat(failed).isNotEmpty().allSatisfy(OneRouteTest::assertOfTheRecord);
      assertThat(failed)
          .allSatisfy(
              (figure, value) -> {
                if (figure.endsWith("/status")) {
                  assertThat(Integer.parseInt(value)).isGreaterThanOrEqualTo(400);
                }
              });
    }
  }

  private static Map<String, String> taken(Map<String, String> shown, String panel) {
    Map<String, String> figures = new TreeMap<>(shown);
    figures.keySet().removeIf(figure -> !figure.startsWith(panel));
    shown.keySet().removeAll(figures.keySet());
    return figures;
  }

  private static void assertOfTheRecord(String figure, String value) {
    String[] parts = figure.split("/");
    JsonNode record =
        project
            .server()
            .get("/api/v1/logs/requests/" + parts[1], "X-AUTH-TOKEN", project.key())
            .json();
    assertThat(record.get("operation").asText()).isEqualTo(ROUTE);
    BigDecimal expected =
        parts[2].equals("status")
            ? record.get("status").decimalValue()
            : record.get("response_time_us").decimalValue().movePointLeft(3);
    assertThat(new BigDecimal(value)).as(figure).isEqualByComparingTo(expected);
  }
}
