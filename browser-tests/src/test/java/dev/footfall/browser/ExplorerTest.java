package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import dev.footfall.server.oracle.SeededProject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single requests: found, counted, listed, told in full and taken along. */
class ExplorerTest {
  private static final String FROM = SeededProject.END.minus(Duration.ofDays(19)).toString();
  private static final String TO = SeededProject.END.toString();
  private static final String URL =
      "/dashboard/explorer?live=off&zone=Europe%2FParis&from=" + FROM + "&to=" + TO;

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;
  private static Recomputation records;
  private static List<JsonNode> log;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 2000);
    records = project.records();
    log = records.matching(query());
    assertThat(log).hasSizeBetween(150, 1000);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(URL);
      visit.assertAccessible();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      visit.screenshot("explorer-%s-%d".formatted(theme.name().toLowerCase(Locale.ROOT), width));

      rows(visit).first().click();
      visit.settled().assertAccessible();
      visit.screenshot("request-%s-%d".formatted(theme.name().toLowerCase(Locale.ROOT), width));
    }
  }

  @Test
  void search_narrowsAll_andItsErrorsStandAtTheField() {
    try (Visit visit = visit()) {
      Page page = visit.page();
      page.keyboard().press("/");
      page.keyboard().type("status:5xx");
      page.keyboard().press("Enter");
      visit.settled();
      long failed = log.stream().filter(row -> row.get("status").asInt() >= 500).count();
      assertThat(figure(visit, "matches/total/records")).isEqualTo(Long.toString(failed));
      assertThat(figure(visit, "facet-status_class/5xx/requests")).isEqualTo(weight(failedOnly()));
      assertThat(rows(visit)).hasCount((int) Math.min(50, failed));
      assertThat(page.url()).contains("search=status%3A5xx");

      visit.expect("400");
      page.getByRole(AriaRole.SEARCHBOX).fill("nope:1");
      page.keyboard().press("Enter");
      assertThat(page.locator("#search-problem")).containsText("unknown field: nope; known are");
      assertThat(page.locator("#search-problem")).containsText("user_id");
      assertThat(page.url()).contains("search=status%3A5xx");

      visit.open(URL + "&search=" + "(");
      assertThat(page.locator("#search-problem")).containsText("search lacks a term");
    }
  }

  @Test
  void facet_choosesSeveral_andLeavesOut() {
    try (Visit visit = visit()) {
      String all = figure(visit, "matches/total/records");
      choice(visit, "status_class", "4xx").click();
      choice(visit, "status_class", "5xx").click();
      visit.settled();
      assertThat(visit.page().url()).contains("filter=status_class.in.4xx%2C5xx");
      assertThat(figure(visit, "matches/total/records"))
          .isEqualTo(count(row -> row.get("status").asInt() >= 400));
      choice(visit, "status_class", "4xx").click();
      choice(visit, "status_class", "5xx").click();
      visit.settled();
      assertThat(figure(visit, "matches/total/records")).isEqualTo(all);

      button(visit, "Leave out Method GET").click();
      visit.settled();
      assertThat(figure(visit, "matches/total/records"))
          .isEqualTo(count(row -> !row.path("method").asText().equals("GET")));
      button(visit, "Leave out Method GET").click();
      visit.settled();
      assertThat(figure(visit, "matches/total/records")).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void leavingOut_isSeenAndExplained(ColorScheme theme) {
    try (Visit visit = project.visit(theme, 1440)) {
      visit.open(URL);
      Locator leave = button(visit, "Leave out Method GET");
      assertThat(leave).hasAttribute("title", "Leave out requests where method is GET");
      assertThat(leave).hasCSS("opacity", "1");
      leave.click();
      assertThat(leave).hasAttribute("title", "No longer leave out requests where method is GET");
    }
  }

  @Test
  void brush_narrowsByTimeAndByResponseTime() {
    try (Visit visit = visit()) {
      Page page = visit.page();
      BoundingBox box = canvas(visit, "response-times").boundingBox();
      page.mouse().move(box.x + box.width * 0.35, box.y + 40);
      page.mouse().down();
      page.mouse().move(box.x + box.width * 0.55, box.y + 40);
      page.mouse().up();
      visit.settled();
      List<BigDecimal> bounds =
          java.util.regex.Pattern.compile("response_time\\.(?:gte|lt)\\.([0-9.]+)")
              .matcher(page.url())
              .results()
              .map(found -> new BigDecimal(found.group(1)).movePointRight(3))
              .toList();
      assertThat(bounds).hasSize(2);
      assertThat(figure(visit, "matches/total/records"))
          .isEqualTo(
              count(
                  row ->
                      time(row).compareTo(bounds.get(0)) >= 0
                          && time(row).compareTo(bounds.get(1)) < 0));

      visit.open(URL);
      page.locator("[data-panel=over-time] .chart").focus();
      for (String pressed : List.of("Home", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")) {
        page.keyboard().press(pressed);
      }
      visit.settled();
      assertThat(page.url()).contains("from=" + FROM.replace(":", "%3A").replace("Z", ".000Z"));
      assertThat(page.url()).doesNotContain(TO.replace(":", "%3A"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sort=slowest"})
  void pages_showEachRecordOnce_bothWays(String sort) {
    try (Visit visit = project.visit()) {
      visit.open(URL + sort);
      Comparator<JsonNode> order =
          (sort.isEmpty()
                  ? Comparator.comparing(
                      (JsonNode row) -> Instant.parse(row.get("created_at").asText()))
                  : Comparator.comparing(ExplorerTest::time))
              .thenComparing(row -> row.get("id").asLong());
      List<String> expected =
          log.stream().sorted(order.reversed()).map(row -> row.get("id").asText()).toList();

      List<String> forward = new ArrayList<>(ids(visit));
      List<List<String>> pages = new ArrayList<>(List.of(ids(visit)));
      while (button(visit, "Next").isEnabled()) {
        button(visit, "Next").click();
        visit.settled();
        forward.addAll(ids(visit));
        pages.add(ids(visit));
      }
      assertThat(forward).isEqualTo(expected);

      for (int page = pages.size() - 2; page >= 0; page--) {
        button(visit, "Previous").click();
        visit.settled();
        assertThat(ids(visit)).isEqualTo(pages.get(page));
      }
      assertThat(button(visit, "Previous").isEnabled()).isFalse();
    }
  }

  @Test
  void filter_fromElsewhere_beginsWithTheFirstPage() {
    try (Visit visit = visit()) {
      button(visit, "Next").click();
      visit.settled();
      assertThat(visit.page().url()).contains("after=");
      choice(visit, "method", "GET").click();
      visit.settled();
      assertThat(visit.page().url()).doesNotContain("after=");
      assertThat(button(visit, "Previous").isEnabled()).isFalse();
    }
  }

  @Test
  void request_saysHowSlowItIsWithinItsRoute() {
    try (Visit visit = visit()) {
      int compared = 0;
      for (int at : new int[] {0, 7, 13, 24, 31}) {
        Locator row = rows(visit).nth(at);
        String id = row.getAttribute("data-id");
        row.click();
        visit.settled();
        JsonNode request =
            log.stream()
                .filter(each -> each.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        ObjectNode route = query();
        filter(route, "route", "is", request.get("operation"));
        BigDecimal all = requests(route);
        if (all.intValue() < 5) {
          continue;
        }
        ObjectNode faster = route.deepCopy();
        filter(
            faster,
            "response_time",
            "lt",
            TestServer.JSON.getNodeFactory().numberNode(time(request).movePointLeft(3)));
        compared++;
        assertThat(figure(visit, "placing/" + id + "/requests")).isEqualTo(all.toPlainString());
        assertThat(new BigDecimal(figure(visit, "placing/" + id + "/share")))
            .isCloseTo(
                requests(faster)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(all, 9, RoundingMode.HALF_UP),
                org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
      }
      assertThat(compared).isPositive();
    }
  }

  @Test
  void slowestRequestOfItsRoute_isCalledThat() {
    try (Visit visit = visit()) {
      JsonNode slowest =
          log.stream()
              .filter(each -> each.path("operation").asText().equals(BrowsedProject.ROUTE))
              .max(Comparator.comparing(ExplorerTest::time))
              .orElseThrow();
      visit.open(URL + "&request=" + slowest.get("id").asText());
      assertThat(visit.page().locator("[data-panel=placing] p").first())
          .containsText("The slowest of the");
    }
  }

  @Test
  void keys_walkFromRequestToRequest() {
    try (Visit visit = visit()) {
      Page page = visit.page();
      List<String> ids = ids(visit);
      rows(visit).first().locator("a").focus();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(page.url()).contains("request=" + ids.get(1));
      page.keyboard().press("ArrowDown");
      visit.settled();
      assertThat(page.url()).contains("request=" + ids.get(2));
      page.keyboard().press("Escape");
      visit.settled();
      assertThat(page.url()).doesNotContain("request=");
      assertThat(page.evaluate("document.activeElement.closest('tr')?.dataset.id"))
          .isEqualTo(ids.get(2));
    }
  }

  @Test
  void slowestRequest_isThreeClicksAway() {
    try (Visit visit = project.visit()) {
      visit.open(URL.replace("/explorer", ""));
      visit
          .page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Explorer"))
          .click();
      visit.settled();
      visit.page().getByRole(AriaRole.BUTTON, name("Slowest")).click();
      visit.settled();
      rows(visit).first().click();
      visit.settled();
      JsonNode slowest =
          log.stream()
              .max(
                  Comparator.comparing(ExplorerTest::time)
                      .thenComparing(row -> row.get("id").asLong()))
              .orElseThrow();
      assertThat(figure(visit, "request/" + slowest.get("id").asText() + "/response_time_us"))
          .isEqualTo(slowest.get("response_time_us").asText());
    }
  }

  @Test
  void export_hasWhatTheTableHas() throws IOException {
    try (Visit visit = project.visit()) {
      visit.open(URL + "&filter=status_class.is.4xx&columns=path,status&sort=slowest");
      button(visit, "Export").click();
      Download download =
          visit.page().waitForDownload(() -> visit.page().getByText("NDJSON").click());
      List<String> lines = Files.readAllLines(download.path());
      List<String> expected =
          log.stream()
              .filter(row -> row.get("status").asInt() / 100 == 4)
              .sorted(
                  Comparator.comparing(ExplorerTest::time)
                      .thenComparing(row -> row.get("id").asLong())
                      .reversed())
              .map(
                  row ->
                      "{\"id\":%s,\"status\":%s,\"path\":%s}"
                          .formatted(row.get("id"), row.get("status"), row.get("path")))
              .toList();
      assertThat(lines).hasSameSizeAs(expected);
      for (int i = 0; i < lines.size(); i++) {
        assertThat(TestServer.JSON.readTree(lines.get(i)))
            .isEqualTo(TestServer.JSON.readTree(expected.get(i)));
      }
      assertThat(figure(visit, "matches/total/records")).isEqualTo("" + lines.size());
    }
  }

  @Test
  void newRequest_isALineThatLoadsIt() {
    String live = project.server().newKey();
    post(live, "/first");
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      visit.signIn(live).open("/dashboard/explorer");
      assertThat(rows(visit)).hasCount(1);
      post(live, "/second");
      Locator line = button(visit, "1 new request");
      assertThat(line).isVisible();
      assertThat(rows(visit)).hasCount(1);
      line.click();
      assertThat(rows(visit)).hasCount(2);
      assertThat(rows(visit).first()).containsText("/second");
      assertThat(line).isHidden();
    }
  }

  private static void post(String key, String path) {
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", key);
    body.putArray("requests")
        .addObject()
        .put("path", path)
        .put("method", "GET")
        .put("status", 200)
        .put("response_time", 12)
        .put("created_at", Instant.now().toString());
    assertThat(project.server().post("/api/requests", body.toString()).status()).isEqualTo(201);
  }

  private static Visit visit() {
    return project.visit().open(URL);
  }

  private static Locator rows(Visit visit) {
    return visit.page().locator("footfall-requests tbody tr");
  }

  private static List<String> ids(Visit visit) {
    return visit.page().querySelectorAll("footfall-requests tbody tr").stream()
        .map((ElementHandle row) -> row.getAttribute("data-id"))
        .toList();
  }

  private static Locator canvas(Visit visit, String panel) {
    return visit.page().locator("[data-panel=" + panel + "] .canvas");
  }

  private static Locator choice(Visit visit, String field, String value) {
    return visit
        .page()
        .locator("[data-panel=facet-" + field + "] .mark")
        .filter(new Locator.FilterOptions().setHasText(value));
  }

  private static Locator button(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.BUTTON, name(name));
  }

  private static Page.GetByRoleOptions name(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static String figure(Visit visit, String name) {
    return visit.figures().get(name);
  }

  private static BigDecimal time(JsonNode row) {
    return BigDecimal.valueOf(row.get("response_time_us").asLong());
  }

  private static String count(java.util.function.Predicate<JsonNode> matching) {
    return Long.toString(log.stream().filter(matching).count());
  }

  private static ObjectNode failedOnly() {
    ObjectNode query = query();
    filter(query, "status_class", "is", TestServer.JSON.getNodeFactory().textNode("5xx"));
    return query;
  }

  private static ObjectNode query() {
    ObjectNode query = TestServer.JSON.createObjectNode();
    query.put("from", FROM).put("to", TO).put("zone", "Europe/Paris");
    query.putArray("metrics").add("requests");
    query.putArray("filters");
    return query;
  }

  private static void filter(ObjectNode query, String field, String op, JsonNode value) {
    ObjectNode filter = ((ArrayNode) query.get("filters")).addObject();
    filter.put("field", field);
    if (value.isNull()) {
      filter.put("op", "unknown");
    } else {
      filter.put("op", op).set("value", value);
    }
  }

  private static BigDecimal requests(ObjectNode query) {
    return new BigDecimal(records.answer(query).rows().get(0).get(0).toString());
  }

  private static String weight(ObjectNode query) {
    return requests(query).toPlainString();
  }
}
