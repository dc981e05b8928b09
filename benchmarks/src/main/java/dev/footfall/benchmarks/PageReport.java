package dev.footfall.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Whether panels load: those on the screen, or all. */
  private static final String LOADING =
      """
      const loading = all => [...document.querySelectorAll('[data-panel][data-state=loading], footfall-context:not(:defined)')]
        .some(panel => {
          const { top, bottom } = panel.getBoundingClientRect();
          return all || (bottom > 0 && top < innerHeight);
        });
      """;

  /** When the tiles, the screen and the whole page had their figures, in the page's own time. */
  private static final String VIEW =
      """
      () => new Promise(done => {
        %s
        const entries = type => performance.getEntriesByType(type);
        const sent = (needed = () => true) => [...entries('navigation'), ...entries('resource')]
          .filter(needed)
          .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
        const times = {};
        const look = () => {
          const now = performance.now();
          if (document.querySelector('[data-panel=tiles][data-state=ready]') && !times.tiles) {
            times.tiles = now;
            // What draws the charts comes beside, and is not waited for.
            times.sentForTiles = sent(entry => !entry.name.includes('echarts'));
          }
          if (times.tiles && !loading(false)) times.screen ??= now;
          if (times.screen && document.querySelector('[data-panel=routes][data-state=ready]')
              && document.querySelector('canvas') && !loading(true)) {
            done({ ...times, page: now, sent: sent() });
          } else requestAnimationFrame(look);
        };
        look();
      })"""
          .formatted(LOADING);

  /** Presses a mark of a ranking and waits until the screen, and the page, have the answers. */
  private static final String CLICK =
      """
      mark => new Promise(done => {
        %s
        const begin = performance.now();
        let changed = false;
        let screen;
        mark.click();
        const look = () => {
          const since = performance.now() - begin;
          changed = changed || loading(true);
          if (changed && !loading(false)) screen ??= since;
          if (changed && !loading(true)) done({ screen, page: since });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      })"""
          .formatted(LOADING);

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
    List<Double> screen = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    double sentForTiles = 0;
    double sent = 0;
    for (int i = 0; i < Math.min(VIEWS, scale.repetitions()); i++) {
      try (BrowserContext context = signedIn(browser, url)) {
        Map<?, ?> times = look(context.newPage(), url);
        screen.add(figure(times, "screen"));
        whole.add(figure(times, "page"));
        sentForTiles = figure(times, "sentForTiles") / 1000;
        sent = figure(times, "sent") / 1000;
      }
    }
    figures.add("sent for the tiles, kB", sentForTiles, "≤ 100");
    figures.add("sent for everything, kB", sent, "≤ 500");
    String aim = records <= 1_000_000 ? "≤ 1,000" : "";
    figures.add("first view, 7 days, ms (quartiles)", Spread.of(screen).toString(), aim);
    figures.add("… with what is below the screen", Spread.of(whole).toString(), "");
  }

  /** Each second click takes the filter back. */
  private void click(ServerFigures figures, Browser browser, String url, long records) {
    Times screen = new Times();
    Times whole = new Times();
    try (BrowserContext context = signedIn(browser, url)) {
      Page page = context.newPage();
      look(page, url);
      for (int i = 0; i < Math.min(CLICKS, 5 * scale.repetitions()); i++) {
        String panel = PANELS.get(i / 2 % PANELS.size());
        Locator mark = page.locator("[data-panel=" + panel + "] .mark").first();
        mark.scrollIntoViewIfNeeded(
            new Locator.ScrollIntoViewIfNeededOptions().setTimeout(CLICK_TIMEOUT));
        Map<?, ?> times = (Map<?, ?>) mark.evaluate(CLICK);
        screen.add(figure(times, "screen"));
        whole.add(figure(times, "page"));
      }
    }
    String aim = records <= 1_000_000 ? "≤ 200" : "≤ 500";
    figures.add("filter click, 7 days, p50, ms", screen.perCent(50), "");
    figures.add("… p95, ms", screen.perCent(95), aim);
    figures.add("… p95 with what is off the screen, ms", whole.perCent(95), "");
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

  private static Map<?, ?> look(Page page, String url) {
    page.setDefaultTimeout(CLICK_TIMEOUT);
    page.navigate(
        url + "/dashboard?live=off",
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return (Map<?, ?>) page.evaluate(VIEW);
  }

  private static double figure(Map<?, ?> figures, String name) {
    return ((Number) Objects.requireNonNull(figures.get(name), name)).doubleValue();
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
