package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project decides for itself, where it is decided, and what the pages make of it. */
class ProjectSettingsTest {
  private static final String SETTINGS = "/dashboard/settings?section=";
  private static final String OVERVIEW = "/dashboard?live=off";
  private static final String REQUESTS = "tiles/total/requests";

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private String key;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
  }

  /** Ten requests of a health check, five of files, and three and an event of long ago. */
  @BeforeEach
  void seed() {
    key = server.newKey();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(TestServer.record("/health"));
    }
    for (String file : "a b c d e".split(" ")) {
      records.add(TestServer.record("/files/" + file));
    }
    String now = Instant.now().toString().substring(0, 10);
    String ago = Instant.now().minus(Duration.ofDays(90)).toString().substring(0, 10);
    for (int i = 0; i < 3; i++) {
      records.add(TestServer.record("/old").replace(now, ago));
    }
    String post = TestServer.requests(key, records.toArray(String[]::new));
    assertThat(server.post("/api/requests", post).status()).isEqualTo(201);
    String event = "{'name':'paid','created_at':'" + ago + "T00:00:00Z'}";
    String events = "{'api_key':'" + key + "','events':[" + event + "]}";
    assertThat(server.post("/api/events", events.replace('\'', '"')).status()).isEqualTo(201);
  }

  private Visit visit(ColorScheme theme, int width) {
    return new Visit(chromium, server.url(), theme, width, 900).signIn(key);
  }

  private Visit visit() {
    return visit(ColorScheme.LIGHT, 1440);
  }

  private JsonNode settings() {
    return server.get("/api/v1/settings", "X-AUTH-TOKEN", key).json();
  }

  private void change(String body) {
    byte[] bytes = body.replace('\'', '"').getBytes();
    assertThat(server.send("PATCH", "/api/v1/settings", bytes, "X-AUTH-TOKEN", key).status())
        .isEqualTo(200);
  }

  @Test
  void hiddenRoute_isLeftOutOfThePages_untilTheViewShowsIt() {
    try (Visit visit = visit().open(SETTINGS + "hidden-routes")) {
      Page page = visit.page();
      page.getByLabel("Hide a route").fill("GET /health");
      button(page, "Hide").click();
      assertThat(page.locator("[data-route='GET /health']")).isVisible();

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Overview")).click();
      visit.settled();
      assertThat(visit.figures()).containsEntry(REQUESTS, "5");

      button(page, "Options 1").click();
      page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("project hides")).click();
      visit.settled();
      assertThat(visit.figures()).containsEntry(REQUESTS, "15");
      assertThat(page.url()).contains("unhide=*");
      page.goBack();
      visit.settled();
      assertThat(visit.figures()).containsEntry(REQUESTS, "5");

      visit.open("/dashboard/route?live=off&route=GET%20%2Fhealth");
      assertThat(visit.figures()).containsEntry(REQUESTS, "10");

      visit.open(SETTINGS + "hidden-routes");
      button(page, "Show GET /health again").click();
      assertThat(page.getByText("No route is hidden.")).isVisible();
      visit.open(OVERVIEW);
      assertThat(visit.figures()).containsEntry(REQUESTS, "15");
    }
  }

  @Test
  void hiddenRoute_isShownInOneView() {
    change("{'hidden_routes':['/health','GET /files/a']}");
    try (Visit visit = visit().open(OVERVIEW)) {
      Page page = visit.page();
      assertThat(visit.figures()).containsEntry(REQUESTS, "4");
      button(page, "Options 2").click();
      visit.assertAccessible();
      visit.firstScreen("options-hidden-routes");
      button(page, "Show /health in this view").click();
      visit.settled();
      assertThat(visit.figures()).containsEntry(REQUESTS, "14");
      assertThat(page.url()).contains("unhide=%2Fhealth");
      button(page, "/health Hide again").click();
      visit.settled();
      assertThat(visit.figures()).containsEntry(REQUESTS, "4");
      assertThat(button(page, "Show /health in this view")).isVisible();
    }
  }

  @Test
  void templates_arePreviewed_saved_andReachWhatIsStored() {
    try (Visit visit = visit().open(SETTINGS + "templates")) {
      Page page = visit.page();
      page.getByLabel("Templates, one a line").fill("/files/{name}\n");
      button(page, "Preview").click();
      assertThat(page.locator("[data-panel=preview] tbody tr")).hasCount(5);
      assertThat(page.locator("[data-panel=preview]")).containsText("GET /files/{name}");
      assertThat(settings().get("templates")).isEmpty();

      button(page, "Save").click();
      assertThat(page.getByText("The templates are saved.")).isVisible();
      assertThat(page.locator(".pending"))
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(15_000));
      assertThat(settings().get("templates").toString()).isEqualTo("[\"/files/{name}\"]");
      assertThat(settings().get("templates_pending").asInt()).isZero();

      visit.open("/dashboard/route?live=off&route=GET%20%2Ffiles%2F%7Bname%7D");
      assertThat(visit.figures())
          .containsEntry(REQUESTS, "5")
          .containsEntry("ruled/total/requests", "5");
      page.getByText("the project’s").click();
      assertThat(page.getByLabel("Templates, one a line")).hasValue("/files/{name}");
    }
  }

  @Test
  void template_thatIsWrong_isRefusedInTheServersWords() {
    try (Visit visit = visit().open(SETTINGS + "templates")) {
      visit.expect("400");
      Page page = visit.page();
      page.getByLabel("Templates, one a line").fill("/a\nb");
      button(page, "Save").click();
      assertThat(page.getByRole(AriaRole.ALERT).last())
          .containsText("templates[1] must begin with a slash.");
      assertThat(page.getByLabel("Templates, one a line")).hasValue("/a\nb");
    }
  }

  @Test
  void retention_saysWhatGoes_beforeItIsSaved() {
    try (Visit visit = visit().open(SETTINGS + "retention")) {
      Page page = visit.page();
      assertThat(page.locator("main")).containsText("In force: records are kept for ever.");
      page.getByLabel("Days that a record is kept").fill("30");
      button(page, "Save").click();
      assertThat(page.locator("[data-figure='retention/due/requests']"))
          .hasAttribute("data-value", "3");
      assertThat(page.locator("[data-figure='retention/due/events']"))
          .hasAttribute("data-value", "1");
      assertThat(page.locator(".confirm")).containsText("what is older than");
      assertThat(settings().at("/retention/days").isNull()).isTrue();
      button(page, "Save, and delete").click();
      assertThat(page.locator("main")).containsText("deleted 30 days after their creation");
      assertThat(settings().at("/retention/days").asInt()).isEqualTo(30);

      page.getByLabel("Days that a record is kept").fill("60");
      button(page, "Save").click();
      assertThat(page.locator("main")).containsText("deleted 60 days after their creation");
      assertThat(page.locator(".confirm")).hasCount(0);
    }
  }

  @Test
  void retention_thatIsChangedWhileItIsCounted_isNotAskedFor() {
    try (Visit visit = visit().open(SETTINGS + "retention")) {
      Page page = visit.page();
      List<Route> held = new ArrayList<>();
      page.route("**/api/v1/settings/preview", held::add);
      page.getByLabel("Days that a record is kept").fill("30");
      page.waitForRequest("**/api/v1/settings/preview", () -> button(page, "Save").click());
      page.getByLabel("Days that a record is kept").fill("60");
      page.waitForResponse("**/api/v1/settings/preview", () -> held.forEach(Route::resume));
      assertThat(button(page, "Save")).isEnabled();
      assertThat(page.locator(".confirm")).hasCount(0);
    }
  }

  @Test
  void addresses_areMasked_andShownAgain() {
    try (Visit visit = visit().open(SETTINGS + "privacy")) {
      Page page = visit.page();
      Locator mask =
          page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Mask addresses"));
      mask.click();
      assertThat(mask).hasAttribute("aria-checked", "true");
      visit.open("/dashboard/users?live=off&users=address");
      assertThat(page.locator("main")).containsText("8.8.8.0/24");
      assertThat(page.locator("main")).not().containsText("8.8.8.8");

      visit.open(SETTINGS + "privacy");
      mask.click();
      assertThat(mask).hasAttribute("aria-checked", "false");
      visit.open("/dashboard/users?live=off&users=address");
      assertThat(page.locator("main")).containsText("8.8.8.8");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void sections_areAccessible(ColorScheme theme, int width) {
    change("{'hidden_routes':['GET /health'],'templates':['/files/{name}'],'mask_addresses':true}");
    try (Visit visit = visit(theme, width)) {
      for (String section : new String[] {"retention", "hidden-routes", "templates", "privacy"}) {
        visit.open(SETTINGS + section);
        if (section.equals("templates")) {
          visit.page().getByLabel("Templates, one a line").fill("/files/**");
          button(visit.page(), "Preview").click();
          assertThat(visit.page().locator("[data-panel=preview]")).isVisible();
        }
        if (section.equals("retention")) {
          visit.page().getByLabel("Days that a record is kept").fill("30");
          button(visit.page(), "Save").click();
          assertThat(visit.page().locator(".confirm")).isVisible();
        }
        visit.assertAccessible();
        visit.screenshot("settings-" + section + "-" + theme + "-" + width);
      }
    }
  }
}
