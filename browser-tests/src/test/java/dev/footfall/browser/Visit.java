package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One person's browser on the dashboard, with a profile of its own. At its end nothing may have
 * been said on the console, nothing asked of another host, and nothing answered with an error that
 * was not {@linkplain #expect expected}.
 */
final class Visit implements AutoCloseable {
  private final String url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> expected = new CopyOnWriteArrayList<>();

  Visit(Chromium chromium, String url, ColorScheme theme, int width, int height) {
    this.url = url;
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(theme)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setTimezoneId("Europe/Paris")
                    .setLocale("en-GB")
                    .setViewportSize(width, height));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log")) {
            complaints.add("console " + message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
            complaints.add("asked another host: " + request.url());
          }
        });
    page.onResponse(this::judge);
  }

  private void judge(Response response) {
    if (response.status() >= 400) {
      complaints.add("answered " + response.status() + ": " + response.url());
    }
  }

  Page page() {
    return page;
  }

  /** Signs in, as the sign-in page does. */
  Visit signIn(String key) {
    return signIn(Map.of("key", key));
  }

  /** Signs in to the demo, without a key. */
  Visit lookAtTheDemo() {
    return signIn(Map.of("demo", true));
  }

  private Visit signIn(Map<String, Object> body) {
    APIResponse answer =
        context
            .request()
            .post(
                url + "/api/v1/session",
                RequestOptions.create().setHeader("Origin", url).setData(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return this;
  }

  /** Opens a page of the server and waits until all its panels have their figures. */
  Visit open(String path) {
    page.navigate(url + path);
    return settled();
  }

  /** Waits until there are panels, and nothing has been loading for a while. */
  Visit settled() {
    page.evaluate("() => { window.quietSince = 0; }");
    page.waitForFunction(
        """
        () => {
          const quiet = document.querySelector('[data-panel]')
            && !document.querySelector('[data-panel][data-state=loading], [aria-busy=true], footfall-context:not(:defined)');
          window.quietSince = quiet ? window.quietSince || performance.now() : 0;
          return quiet && performance.now() - window.quietSince > 300;
        }""",
        null,
        new Page.WaitForFunctionOptions().setTimeout(30_000));
    return this;
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Every number on the page, by what it is, as the page knows it. */
  Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    Object found =
        page.evaluate(
            """
            () => [...document.querySelectorAll('[data-figure]')]
              .map((each) => [each.dataset.figure, each.getAttribute('data-value')])""");
    for (Object pair : (List<?>) found) {
      List<?> figure = (List<?>) pair;
      figures.put((String) figure.get(0), (String) figure.get(1));
    }
    return figures;
  }

  /** What an expression gives that uses these names of a module of the dashboard. */
  Object module(String path, String names, String expression) {
    return page.evaluate(
        """
        async () => {
          const own = document.querySelector('script[src$="/app.js"]').src;
          const { %s } = await import(new URL('%s', own));
          return %s;
        }"""
            .formatted(names, path, expression));
  }

  /** A complaint with this in it is what the test wants. */
  void expect(String part) {
    expected.add(part);
  }

  void assertAccessible() {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations.stream().map(Visit::told)).isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + "\n"
        + String.join(
            "\n",
            rule.getNodes().stream()
                .map(node -> "  " + node.getTarget() + " " + node.getFailureSummary())
                .toList());
  }

  /** The whole page, however long. */
  void screenshot(String name) {
    screenshot(name, true);
  }

  /** What a window of that size shows. */
  void firstScreen(String name) {
    screenshot(name, false);
  }

  private void screenshot(String name, boolean whole) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(whole));
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints)
        .filteredOn(complaint -> expected.stream().noneMatch(complaint::contains))
        .isEmpty();
  }
}
