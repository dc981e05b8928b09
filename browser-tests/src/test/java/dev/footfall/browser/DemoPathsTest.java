package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.FootfallServer;
import dev.footfall.server.ServerOptions;
import dev.footfall.server.demo.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does not know what happened in the demo's year finds it, with a few clicks. */
class DemoPathsTest {
  private static final int RECORDS = 100_000;
  private static final int MOST_CLICKS = 4;

  @TempDir static Path data;
  private static FootfallServer server;
  private static Chromium chromium;
  private static Stories stories;
  private Visit visit;
  private int clicks;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    server =
        FootfallServer.start(
            ServerOptions.builder()
                .port(0)
                .data(data.resolve("data"))
                .demo(true)
                .demoRecords(RECORDS)
                .build());
    var demo = Objects.requireNonNull(server.demo());
    assertThat(demo.awaitWhole(Duration.ofMinutes(3))).isTrue();
    stories = demo.stories();
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

  @BeforeEach
  void open() {
    visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 1440, 900);
    visit.lookAtTheDemo().open("/dashboard?live=off");
  }

  @AfterEach
  void close() {
    visit.close();
  }

  private void click(Locator what) {
    what.click();
    clicks++;
    visit.settled();
    assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
  }

  private Page page() {
    return visit.page();
  }

  private Locator nav(String name) {
    return page().getByLabel("Pages").getByText(name);
  }

  @Test
  void userWhoCallsTheSlowestRouteMost() {
    click(nav("Routes"));
    click(page().locator("[data-panel=routes] thead").getByText("p50"));
    click(page().locator("[data-panel=routes] tbody a").first());

    assertThat(page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(stories.heavyUser().operation());
    assertThat(page().locator("[data-panel=users] .row .label").first())
        .hasText(stories.heavyUser().user());
  }

  @Test
  void usersWhoStoppedCallingLastMonth() {
    click(nav("Users"));
    click(page().locator("footfall-period-menu button").first());
    click(page().locator("footfall-period-menu").getByText("30 days"));
    click(page().locator("[data-panel=visitors-gone] h2 button"));

    List<String> listed =
        page().locator("[data-panel=users] tbody tr").all().stream()
            .map(row -> row.getAttribute("data-row"))
            .toList();
    assertThat(listed).hasSize(25);
    assertThat(listed.stream().filter(stories.departure().users()::contains).count())
        .as("of those who had called regularly")
        .isPositive();
  }

  @Test
  void errorThatIsNewSinceTheLastRelease() {
    Stories.NewError error = stories.newError();
    click(nav("Errors"));
    Locator release = page().locator("[data-panel=releases] button").first();
    assertThat(release).containsText(error.version());
    click(release);

    Locator rows = page().locator("[data-panel=groups] tbody tr");
    assertThat(rows.count()).isLessThan(8);
    String group = error.operation() + "|500|" + error.error();
    assertThat(page().locator("tr[data-row='" + group + "'] .badge")).hasText("new");
  }
}
