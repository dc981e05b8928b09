package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a mark. */
class ContextPanelTest {
  /** What a chart leaves beside its plot. */
  private static final int LEFT = 52;

  private static final int RIGHT = 12;
  private static final String URL = "/dashboard?" + Looked.at("").address();

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 3000);
  }

  @Test
  void panel_tellsOfAMark() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      String value =
          page.locator("[data-panel=routes] [data-figure]").first().getAttribute("data-value");
      page.locator("[data-panel=routes] .details").first().click();
      visit.settled();

      assertThat(visit.figures().get("context/total/requests")).isEqualTo(value);
      assertThat(page.url()).contains("select=route").doesNotContain("filter=route");
      visit.assertAccessible();
      page.reload();
      visit.settled();
      assertThat(visit.figures().get("context/total/requests")).isEqualTo(value);

      page.keyboard().press("Escape");
      assertThat(page.locator("footfall-context")).hasCount(0);
      page.keyboard().press("]");
      assertThat(page.locator("footfall-context")).hasCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&measure=users"})
  void markThatIsToldOf_isShaded(String measure) {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + measure).page();
      Locator chart = page.locator("[data-panel=activity] .chart");
      Locator shade = chart.locator(".brush.selected");
      assertThat(shade).hasCount(0);
      BoundingBox box = chart.boundingBox();
      double middle = LEFT + (box.width - LEFT - RIGHT) / 2;
      chart.click(new Locator.ClickOptions().setPosition(middle, box.height / 2));
      visit.settled();

      assertThat(page.url()).contains("select-from=");
      BoundingBox now = chart.boundingBox();
      BoundingBox shaded = shade.boundingBox();
      assertThat(shaded.width).isBetween(5.0, 40.0);
      assertThat(shaded.x + shaded.width / 2 - now.x)
          .isCloseTo(LEFT + (now.width - LEFT - RIGHT) / 2, within(shaded.width));
    }
  }

  @Test
  void binThatIsToldOf_isShaded() {
    try (Visit visit = project.visit()) {
      visit.open("/dashboard/explorer?" + Looked.at("").address());
      Page page = visit.page();
      Locator chart = page.locator("[data-panel=response-times] .chart");
      chart.focus();
      page.keyboard().press("End");
      page.keyboard().press("Enter");
      visit.settled();
      assertThat(chart.locator(".brush.selected")).hasCount(1);
    }
  }

  @Test
  void panel_closesOnAnotherPage_unlessTheLinkSaysWhatItTellsOf() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      page.locator("[data-panel=routes] .details").first().click();
      visit.settled();
      assertThat(page.locator("footfall-context")).hasCount(1);
      page.locator("nav[aria-label=Pages]").getByText("Routes").click();
      visit.settled();
      assertThat(page.locator("footfall-context")).hasCount(0);

      page.goBack();
      visit.settled();
      assertThat(page.locator("footfall-context")).hasCount(1);
    }
  }

  @Test
  void panel_tellsOfEventsAndChangesInItsTime_asFarAsOneMayReadThem() {
    String key = project.server().newKey();
    post(
        key,
        "/api/requests",
        "requests",
        request -> request.put("method", "GET").put("status", 200).put("response_time", 12));
    post(
        key,
        "/api/events",
        "events",
        event -> event.put("name", "order.paid").put("user_id", "ada"));
    String url = "/dashboard?period=1h&live=off&select=method.is.GET";

    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.signIn(key).open(url).page();
      Locator panel = page.locator("[data-panel=happenings]");
      assertThat(panel.locator(".samples li")).hasCount(2);
      assertThat(panel).containsText("order.paid");
      assertThat(panel).containsText("ada");
      assertThat(panel).containsText("project.create");
      visit.assertAccessible();

      visit.open(url + "&select-from=2026-01-01T00:00:00Z&select-to=2026-01-02T00:00:00Z");
      assertThat(panel.locator(".samples li")).hasCount(0);
      assertThat(panel.getByText("None.")).hasCount(2);

      visit.signIn(token(key, "")).open(url);
      assertThat(panel.locator(".samples li")).hasCount(1);
      assertThat(panel).containsText("order.paid");

      visit
          .signIn(
              token(key, ",\"filters\":[{\"field\":\"method\",\"op\":\"is\",\"value\":\"GET\"}]"))
          .open(url);
      assertThat(page.locator("[data-figure='context/total/requests']"))
          .hasAttribute("data-value", "1");
      assertThat(panel).hasCount(0);
    }
  }

  private static void post(String key, String path, String kind, Consumer<ObjectNode> filling) {
    ObjectNode body = TestServer.JSON.createObjectNode().put("api_key", key);
    ObjectNode record = body.putArray(kind).addObject().put("created_at", Instant.now().toString());
    filling.accept(record);
    assertThat(project.server().post(path, body.toString()).status()).isEqualTo(201);
  }

  private static String token(String key, String filters) {
    String terms = "{\"owner\":\"a visitor\",\"scope\":\"read\"" + filters + "}";
    return project
        .server()
        .post("/api/v1/tokens", terms, "X-AUTH-TOKEN", key)
        .json()
        .get("token")
        .asText();
  }
}
