package dev.footfall.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How soon a person sees the dashboard, in the Chromium of this machine: the overview from nothing
 * in the cache, and what a click on a filter takes until every panel has the new figures.
 */
final class PageReport {

  private static final int VIEWS = 5;
  private static final int CLICKS = 50;
  private static final double CLICK_TIMEOUT = 60_000;

  /** Nothing loads, and the figures stand there; told by the page itself, in its own time. */
  private static final String SETTLED =
      """
      () => document.querySelector('[data-panel=routes][data-state=ready]')
        && !document.querySelector('[data-panel][data-state=loading]') && performance.now()""";

  private static final String BYTES =
      """
      all => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(entry => all || !entry.name.includes('echarts'))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""";

  /** Presses a mark of a ranking and waits until the page has the answers to it. */
  private static final String CLICK =
      """
      selector => new Promise(done => {
        const begin = performance.now();
        let changed = false;
        document.querySelectorAll(selector)[0].click();
        const look = () => {
          const busy = document.querySelector('[data-panel][data-state=loading]');
          changed = changed || Boolean(busy);
          if (changed && !busy) done(performance.now() - begin);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      })""";

  private static final List<String> PANELS = List.of("agents", "locations", "routes");

  private final ServerScale scale;

  private PageReport(ServerScale scale) {
    this.scale = scale;
  }

  static String run(ServerScale scale) throws Exception {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      return "The page needs a Chromium on the path; CHROMIUM says where one is.";
    }
    List<ServerFigures> all = new ArrayList<>();
    for (long records : scale.records()) {
      try (ThrowAwayFolder folder = ThrowAwayFolder.make()) {
        all.add(new PageReport(scale).run(folder.data(), records, chromium.orElseThrow()));
      }
    }
    return ServerFigures.table(all).toString();
  }

  private ServerFigures run(Path data, long records, Path chromium) throws Exception {
    ServerFigures figures = new ServerFigures("%,d records".formatted(records));
    try (ServerProcess server = ServerProcess.start(data);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
      ServerReport.year(Instant.now().truncatedTo(ChronoUnit.HOURS), records)
          .run(server.port(), 0, ServerReport.posts(records), Duration.ofDays(1));
      String url = "http://localhost:" + server.port();
      view(figures, browser, url, records);
      click(figures, browser, url, records);
      server.stop();
    }
    return figures;
  }

  private void view(ServerFigures figures, Browser browser, String url, long records) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < Math.min(VIEWS, scale.repetitions()); i++) {
      try (BrowserContext context = signedIn(browser, url)) {
        Page page = context.newPage();
        page.navigate(url + "/dashboard?live=off");
        millis.add(settled(page));
        if (i == 0) {
          figures.add("sent for the tiles, kB", kilobytes(page, false), "≤ 100");
          figures.add("sent for everything, kB", kilobytes(page, true), "≤ 500");
        }
      }
    }
    String aim = records <= 1_000_000 ? "≤ 1,000" : "";
    figures.add("first view, 7 days, ms (quartiles)", Spread.of(millis).toString(), aim);
  }

  /** Each second click takes the filter back. */
  private void click(ServerFigures figures, Browser browser, String url, long records) {
    Times times = new Times();
    try (BrowserContext context = signedIn(browser, url)) {
      Page page = context.newPage();
      page.navigate(url + "/dashboard?live=off");
      settled(page);
      for (int i = 0; i < Math.min(CLICKS, 5 * scale.repetitions()); i++) {
        String panel = PANELS.get(i / 2 % PANELS.size());
        Locator mark = page.locator("[data-panel=" + panel + "] .mark").first();
        mark.waitFor(new Locator.WaitForOptions().setTimeout(CLICK_TIMEOUT));
        times.add(
            ((Number) page.evaluate(CLICK, "[data-panel=" + panel + "] .mark")).doubleValue());
      }
    }
    String aim = records <= 1_000_000 ? "≤ 200" : "≤ 500";
    figures.add("filter click, 7 days, p50, ms", times.perCent(50), "");
    figures.add("… p95, ms", times.perCent(95), aim);
  }

  private static BrowserContext signedIn(Browser browser, String url) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    var answer =
        context
            .request()
            .post(
                url + "/api/v1/session",
                RequestOptions.create()
                    .setHeader("Origin", url)
                    .setData(Map.of("key", ServerReport.KEY)));
    if (!answer.ok()) {
      throw new IllegalStateException("not signed in: " + answer.text());
    }
    return context;
  }

  private static double settled(Page page) {
    Page.WaitForFunctionOptions options =
        new Page.WaitForFunctionOptions().setTimeout(CLICK_TIMEOUT);
    return ((Number) page.waitForFunction(SETTLED, null, options).jsonValue()).doubleValue();
  }

  private static double kilobytes(Page page, boolean all) {
    return ((Number) page.evaluate(BYTES, all)).doubleValue() / 1000;
  }

  private static Optional<Path> chromium() {
    String chosen = System.getenv("CHROMIUM");
    Stream<Path> found =
        chosen != null
            ? Stream.of(Path.of(chosen))
            : Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .flatMap(
                    folder ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(folder, name)));
    return found.filter(Files::isExecutable).findFirst();
  }
}
