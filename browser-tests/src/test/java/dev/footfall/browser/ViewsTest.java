package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The menu of saved views. */
class ViewsTest {
  private static final String URL =
      "/dashboard/errors?" + Looked.at("filter=method.is.GET").address() + "&by=route";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 2000);
  }

  private static void save(String name) {
    String body = "{\"name\":\"%s\",\"page\":\"routes\",\"query\":\"period=30d\"}";
    project.server().post("/api/v1/views", body.formatted(name), "X-AUTH-TOKEN", project.key());
  }

  @Test
  void savedView_showsTheSameAgain_untilItIsDeleted() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      final Map<String, String> saved = visit.figures();
      final String address = page.url();
      button(page, "Views").click();
      page.getByLabel("Save what is shown as").fill("Failed reads");
      button(page, "Save").click();
      Locator view =
          page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Failed reads"));
      assertThat(view).hasAttribute("aria-current", "true");

      visit.open("/dashboard/users?period=24h");
      button(page, "Views").click();
      view.click();
      visit.settled();
      assertThat(page.url()).isEqualTo(address);
      assertThat(visit.figures()).isEqualTo(saved);
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);

      button(page, "Views").click();
      button(page, "Delete Failed reads").click();
      assertThat(page.locator(".confirm")).containsText("gone for everybody");
      visit.assertAccessible();
      assertThat(
              project
                  .server()
                  .get("/api/v1/views", "X-AUTH-TOKEN", project.key())
                  .json()
                  .get("data"))
          .anyMatch(each -> each.get("name").asText().equals("Failed reads"));
      button(page, "Delete").click();
      assertThat(view).hasCount(0);
      assertThat(
              project
                  .server()
                  .get("/api/v1/views", "X-AUTH-TOKEN", project.key())
                  .json()
                  .get("data"))
          .noneMatch(each -> each.get("name").asText().equals("Failed reads"));
    }
  }

  @Test
  void list_thatFails_isAskedForAgain() {
    save("Everybody's");
    try (Visit visit = project.visit()) {
      visit.expect("503");
      Page page = visit.open(URL).page();
      page.route(
          "**/api/v1/views", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      button(page, "Views").click();
      Locator menu = page.locator(".views .popup");
      assertThat(menu).containsText("The server answered 503.");
      assertThat(menu.locator(".skeleton")).hasCount(0);
      page.unroute("**/api/v1/views");
      menu.getByText("Retry").click();
      assertThat(menu).containsText("Everybody's");
    }
  }

  @Test
  void reader_opensViews_andChangesNone() {
    save("Everybody's");
    String terms = "{\"owner\":\"Ada\",\"scope\":\"read\"}";
    String token =
        project
            .server()
            .post("/api/v1/tokens", terms, "X-AUTH-TOKEN", project.key())
            .json()
            .get("token")
            .asText();
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.signIn(token).open(URL).page();
      button(page, "Views").click();
      assertThat(page.getByText("Everybody's")).isVisible();
      assertThat(page.getByLabel("Save what is shown as")).hasCount(0);
      assertThat(button(page, "Delete Everybody's")).hasCount(0);
    }
  }

  @Test
  void shareLink_seesNoViews() {
    save("Not theirs");
    String terms = "{\"name\":\"all\",\"expires_at\":\"2999-01-01\"}";
    String token =
        project
            .server()
            .post("/api/v1/shares", terms, "X-AUTH-TOKEN", project.key())
            .json()
            .get("token")
            .asText();
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = visit.signIn(token).open(URL).page();
      button(page, "Views").click();
      assertThat(page.getByText("Print this page")).isVisible();
      assertThat(page.getByText("Not theirs")).hasCount(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 360"})
  void menu_isAccessible(ColorScheme theme, int width) {
    save("A view with a name that is rather long for a menu, and for a telephone too");
    try (Visit visit = project.visit(theme, width)) {
      Page page = visit.open(URL).page();
      button(page, "Views").click();
      assertThat(page.locator(".saved-view").first()).isVisible();
      assertThat(page.locator(".views .popup :focus")).hasCount(1);
      visit.assertAccessible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      BoundingBox menu = page.locator(".views .popup").boundingBox();
      assertThat(menu.x).isNotNegative();
      assertThat(menu.x + menu.width).isLessThanOrEqualTo(width);
      visit.firstScreen("views-" + theme + "-" + width);
    }
  }
}
