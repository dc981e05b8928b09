package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is made, opened by somebody else, and revoked. */
class ShareTest {
  private static final String URL =
      "/dashboard?live=off&from="
          + SeededProject.END.minus(Duration.ofDays(19))
          + "&to="
          + SeededProject.END
          + "&filter=method.is.GET";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 2000);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  @Test
  void link_showsTheView_readOnly_untilItIsRevoked() {
    try (Visit owner = project.stranger(ColorScheme.LIGHT, 1440);
        Visit guest = project.stranger(ColorScheme.LIGHT, 1440)) {
      Page page = owner.signIn(project.key()).open(URL).page();
      press(page, "Share this view");
      assertThat(page.locator("dialog[open]")).containsText("method is GET");
      page.getByLabel("What it is for").fill("the board");
      press(page, "Make the link");
      String link =
          page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true)).inputValue();
      assertThat(link).startsWith(project.server().url() + "/share#fft_");
      String secret = link.substring(link.indexOf('#') + 1);

      List<String> asked = new CopyOnWriteArrayList<>();
      Page seen = guest.page();
      seen.onRequest(request -> asked.add(request.url()));
      guest.expect("401");
      seen.navigate(link);
      guest.settled();
      assertThat(asked).isNotEmpty().noneMatch(url -> url.contains(secret));
      assertThat(seen.url())
          .startsWith(project.server().url() + "/dashboard?from=")
          .doesNotContain(secret);
      assertThat(seen.content()).doesNotContain(secret);
      assertThat(seen.locator(".chip.locked")).hasCount(2);
      assertThat(seen.locator(".chip.locked").nth(1)).containsText("method is GET");
      assertThat(seen.locator(".chip .remove")).hasCount(0);
      assertThat(seen.getByLabel("Share this view")).hasCount(0);
      assertThat(guest.figures().get("tiles/total/requests"))
          .isEqualTo(owner.figures().get("tiles/total/requests"));
      assertThat(seen.locator("[data-panel=users]")).containsText("/24");
      assertThat(seen.locator("[data-panel=users]")).not().containsText("203.0.113.7");

      press(page, "Revoke the board");
      assertThat(page.locator("dialog .confirm")).containsText("There is no way back.");
      press(page, "Revoke");
      assertThat(page.getByLabel("Revoke the board")).hasCount(0);
      seen.reload();
      assertThat(seen.getByLabel("Key or token")).isVisible();
      seen.navigate("about:blank");
      seen.navigate(link);
      assertThat(seen.locator("main")).containsText("This share link was revoked.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/routes", "/users", "/errors", "/explorer"})
  void pages_askForNothingThatALinkDoesNotShow(String page) {
    String terms = "{\"name\":\"all\",\"expires_at\":\"2999-01-01\"}";
    String token =
        project
            .server()
            .post("/api/v1/shares", terms, "X-AUTH-TOKEN", project.key())
            .json()
            .get("token")
            .asText();
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440)) {
      visit.signIn(token).open(URL.replace("/dashboard", "/dashboard" + page));
      assertThat(visit.page().locator(".chip.locked")).containsText("Shared");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
  void dialog_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.stranger(theme, width)) {
      Page page = visit.signIn(project.key()).open(URL).page();
      press(page, "Share this view");
      visit.assertAccessible();
      visit.firstScreen("share-form-" + theme + "-" + width);
      press(page, "Make the link");
      assertThat(page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true))).isVisible();
      visit.assertAccessible();
      visit.firstScreen("share-" + theme + "-" + width);
    }
  }
}
