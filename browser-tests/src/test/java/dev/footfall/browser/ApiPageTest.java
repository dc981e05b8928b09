package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.footfall.browser.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about the API: what it says of each call, and what comes of a try. */
class ApiPageTest {
  private static final String URL = "/dashboard/api";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 2000);
  }

  private static JsonNode body(Page page) throws Exception {
    return TestServer.JSON.readTree(page.locator(".api-answer pre").textContent());
  }

  @Test
  void list_hasEachCallOfTheDocument_andFindsSome() {
    int calls = 0;
    for (JsonNode path : project.server().get("/api/openapi.json").json().get("paths")) {
      calls += path.size();
    }
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      Locator links = page.locator(".api-list a");
      assertThat(links).hasCount(calls);
      page.keyboard().press("/");
      assertThat(page.getByLabel("Find a call")).isFocused();
      page.getByLabel("Find a call").fill("share link");
      assertThat(links).hasCount(2);
      assertThat(page.url()).contains("find=share+link");
      button(page, "Help").click();
      assertThat(page.locator("dialog kbd")).hasText(new String[] {"/", "?", "Esc"});
    }
  }

  @Test
  void call_saysWhatItNeedsAndTakes() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=requestLog").page();
      assertThat(page.locator(".api-call header")).containsText("Needs read, filtered.");
      assertThat(page.getByLabel("limit")).hasAttribute("placeholder", "100");
      assertThat(page.locator(".api-form")).containsText("number, 1 to 1000");
      assertThat(page.getByLabel("users").locator("option")).hasCount(4);

      visit.open(URL + "?call=query");
      assertThat(page.locator("textarea")).hasValue(Pattern.compile("Europe/Paris"));
      page.getByLabel("Example").selectOption("Who called in the week before and stopped");
      assertThat(page.locator("textarea")).hasValue(Pattern.compile("gone"));
      page.getByText("What the body may have").click();
      assertThat(page.locator(".api-fields").first()).containsText("without_query_strings");
    }
  }

  @Test
  void try_answersAsTheServerDoes() throws Exception {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=requestLog").page();
      page.getByLabel("limit").fill("2");
      page.getByLabel("search").fill("status:5xx \"a b\" OR method:GET");
      button(page, "Try it").click();
      assertThat(page.locator(".api-answer")).hasAttribute("data-status", "200");
      String path =
          "/api/v1/logs/requests?limit=2&search=status:5xx%20%22a%20b%22%20OR%20method:GET";
      assertThat(body(page))
          .isEqualTo(project.server().get(path, "X-AUTH-TOKEN", project.key()).json());
      page.locator(".api-answer summary").click();
      assertThat(page.locator(".api-headers")).containsText("footfall-server");

      visit.expect("400");
      page.getByLabel("limit").fill("0");
      page.getByLabel("limit").press("Enter");
      assertThat(page.locator(".api-answer")).hasAttribute("data-status", "400");
      assertThat(body(page).get("field").asText()).isEqualTo("limit");
    }
  }

  @Test
  void answerThatIsLong_isCut_andSaysSo() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=exportRequests").page();
      button(page, "Try it").click();
      assertThat(page.locator(".problem")).hasText("format is needed.");
      page.getByLabel("format").selectOption("ndjson");
      button(page, "Try it").click();
      assertThat(page.locator(".api-answer")).containsText("Cut: only the first 200 kB");
      int shown = page.locator(".api-answer pre").textContent().length();
      assertThat(shown).isBetween(199_000, 200_000);
    }
  }

  @Test
  void write_asksFirst() throws Exception {
    String own = project.server().newKey();
    List<String> sent = new CopyOnWriteArrayList<>();
    try (Visit visit = project.visit()) {
      Page page = visit.signIn(own).open(URL + "?call=saveView").page();
      page.onRequest(
          request -> {
            if (request.method().equals("POST")) {
              sent.add(request.url());
            }
          });
      button(page, "Try POST …").click();
      assertThat(page.locator("dialog[open]")).containsText("POST /api/v1/views");
      visit.assertAccessible();
      button(page, "Cancel").click();
      assertThat(page.locator("dialog[open]")).hasCount(0);
      assertThat(sent).isEmpty();

      button(page, "Try POST …").click();
      button(page, "Send it").click();
      assertThat(page.locator(".api-answer")).hasAttribute("data-status", "201");
      assertThat(body(page).get("name").asText()).isEqualTo("Failures of the shop");
      assertThat(project.server().get("/api/v1/views", "X-AUTH-TOKEN", own).json().get("data"))
          .hasSize(1);
    }
  }

  @Test
  void answer_isAnnounced_andTheFocusStaysOnTheButton() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=requestLog").page();
      Locator announced = page.locator(".api-call [role=status]");
      page.getByLabel("limit").fill("2");
      button(page, "Try it").focus();
      page.keyboard().press("Enter");
      assertThat(announced).hasText(Pattern.compile("^Answer 200 after .+B\\.$"));
      assertThat(button(page, "Try it")).isFocused();

      visit.expect("400");
      page.getByLabel("limit").fill("0");
      button(page, "Try it").focus();
      page.keyboard().press("Enter");
      assertThat(announced).containsText("Answer 400 after");
      assertThat(announced).containsText("limit must be an integer within 1…1000");
      assertThat(button(page, "Try it")).isFocused();
    }
  }

  /** What was filled in for one call is not sent with another. */
  @Test
  void otherCall_beginsEmpty() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=requestLog").page();
      page.getByLabel("limit").fill("7");
      page.locator(".api-list a[href*='call=eventLog']").click();
      assertThat(page.locator("#call-title")).containsText("/api/v1/logs/events");
      assertThat(page.getByLabel("limit")).hasValue("");
      page.goBack();
      assertThat(page.locator("#call-title")).containsText("/api/v1/logs/requests");
    }
  }

  @Test
  void curl_isTheCallAsItIsFilledIn() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL + "?call=revokeKey").page();
      Object curl =
          page.evaluate(
              """
              async () => {
                const own = document.querySelector('script[src$="/app.js"]').src;
                const { request, curl } = await import(new URL('api/send.js', own));
                const { load } = await import(new URL('api/document.js', own));
                const calls = (await load()).flatMap(({ calls }) => calls);
                const told = (id, values, text) => {
                  const call = calls.find((each) => each.id === id);
                  return curl(call, request(call, new Map(Object.entries(values)), text));
                };
                return [told('revokeKey', { id: '5' }), told('requestLog', { search: "it's" }), told('query', {}, '{}'),
                  told('health', {}), told('healthWithoutBody', {})];
              }""");
      String log = "/api/v1/logs/requests?search=it%27s'";
      assertThat(curl)
          .isEqualTo(
              List.of(
                  "curl -X DELETE -H \"X-AUTH-TOKEN: $KEY\" '"
                      + project.server().url()
                      + "/api/v1/keys/5'",
                  "curl -H \"X-AUTH-TOKEN: $KEY\" '" + project.server().url() + log,
                  "curl -H \"X-AUTH-TOKEN: $KEY\" '"
                      + project.server().url()
                      + "/api/v1/query' -d '{}'",
                  "curl '" + project.server().url() + "/api/health'",
                  "curl -I '" + project.server().url() + "/api/health'"));
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 360"})
  void page_isAccessible(ColorScheme theme, int width) {
    try (Visit visit = project.visit(theme, width)) {
      visit.open(URL).assertAccessible();
      visit.screenshot("api-list-" + theme + "-" + width);
      Page page = visit.open(URL + "?call=requestLog").page();
      page.getByLabel("limit").fill("3");
      button(page, "Try it").click();
      assertThat(page.locator(".api-answer")).isVisible();
      visit.assertAccessible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      visit.screenshot("api-" + theme + "-" + width);
      visit.open(URL + "?call=query").assertAccessible();
      visit.screenshot("api-query-" + theme + "-" + width);
    }
  }
}
