package dev.footfall.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * What the server reaches: a process of its own is filled with a year of traffic, stopped, started,
 * asked what the dashboard asks, and given posts of one record. Whatever it acknowledged must be
 * there exactly once.
 */
final class ServerReport {

  static final String KEY = "5f0c8d9e-41b7-4c55-9c39-1d2b7a6e0f01";
  static final int RECORDS_A_POST = 1_000;

  private static final long SEED = 20_261_121;
  private static final int CONNECTIONS = 8;
  private static final int SINGLE_CONNECTIONS = 64;
  private static final int MILLION = 1_000_000;
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private final ServerScale scale;
  private final long records;
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private final Account account = new Account();
  private final ServerFigures figures;
  private final QueryTimes queries;
  private final Path data;

  private ServerReport(ServerScale scale, long records, Path data) {
    this.scale = scale;
    this.records = records;
    this.data = data;
    figures = new ServerFigures(title(records));
    queries = new QueryTimes(KEY, end, scale.repetitions());
  }

  static String run(ServerScale scale) throws Exception {
    List<ServerFigures> figures = new ArrayList<>();
    StringBuilder queries = new StringBuilder();
    for (long records : scale.records()) {
      try (ThrowAwayFolder folder = ThrowAwayFolder.make()) {
        ServerReport report = new ServerReport(scale, records, folder.data());
        report.run();
        if (figures.isEmpty()) {
          IngestCosts.addTo(report.figures, scale);
        }
        figures.add(report.figures);
        queries.append('\n').append(report.queries.table(title(records)));
      }
    }
    return ServerFigures.table(figures).toString() + queries;
  }

  private static String title(long records) {
    return records % MILLION == 0 ? records / MILLION + " M" : "%,d".formatted(records);
  }

  /** A year of traffic up to an instant. */
  static PostLoad year(Instant end, long records) {
    return new PostLoad(
        new ApiTraffic(SEED, KEY, RECORDS_A_POST, Timeline.year(end, records)), CONNECTIONS);
  }

  private void run() throws Exception {
    fill();
    account.requireStored(data);
    figures.add("disk, B a record", (double) StoreFile.bytes(data) / records, "≤ 25");
    startAgain();
    for (Panel panel : List.of(Panel.values()).subList(0, scale.cold())) {
      try (ServerProcess server = ServerProcess.start(data)) {
        queries.askCold(server.port(), panel);
        server.stop();
      }
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      queries.askWarm(server.port());
      addQueries();
      figures.add("most resident while asked, MB", server.mostResidentMegabytes(), "");
      postSingles(server.port());
      server.stop();
    }
    account.requireStored(data);
    try (StoreFile store = StoreFile.open(data)) {
      queries.askStore(store);
    }
  }

  private void fill() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      Duration cpuBefore = server.cpu();
      Posted posted = year(end, records).run(server.port(), 0, posts(records), NO_LIMIT);
      Duration cpu = server.cpu().minus(cpuBefore);
      account.add(posted.tally());
      addIngest(posted);
      figures.add("server's CPU, µs a record", cpu.toNanos() / 1e3 / records);
      figures.add("most resident while storing, MB", server.mostResidentMegabytes(), "");
      figures.add("counted by a query", account.requireCount(server.port(), KEY), count());
      server.stop();
    }
  }

  private String count() {
    return "%,d".formatted(account.records());
  }

  static long posts(long records) {
    return records / RECORDS_A_POST;
  }

  private void addIngest(Posted posted) {
    int window = Math.toIntExact(Math.min(posts(MILLION), Math.max(1, posted.count() / 4)));
    int last = posted.count() - window;
    double first = posted.perSecond(0, window);
    double atEnd = posted.perSecond(last, posted.count());
    String name = ", records/s";
    figures.add("stored" + name, posted.perSecond(), "≥ 100,000");
    figures.add("first %s%s".formatted(share(window), name), first);
    figures.add("last %s%s".formatted(share(window), name), atEnd, "the same");
    figures.add("post of 1,000, p50, ms", posted.latencies().micros(500) / 1e3);
    figures.add("… p99, ms", posted.latencies().micros(990) / 1e3, "≤ 300");
    figures.add(
        "… p99 of the last, ms", posted.latencies(last, posted.count()).micros(990) / 1e3, "≤ 300");
    figures.add("posts sent again because of a 503", posted.busy(), "0");
  }

  private static String share(int window) {
    return window == posts(MILLION) ? "million" : "quarter";
  }

  private void startAgain() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      figures.add("start to healthy, ms", server.startMillis(), "≤ 2,000");
      Thread.sleep(scale.rest().toMillis());
      figures.add("resident at rest, MB", server.residentMegabytes(), "≤ 256");
      server.stop();
    }
  }

  private void addQueries() {
    boolean few = records <= MILLION;
    boolean many = records > MILLION && records <= 10 * MILLION;
    figures.add("slowest panel, all time, cold, ms", queries.slowestCold(), few ? "≤ 40" : "");
    figures.add("slowest panel, p95, 24 h, ms", queries.slowestWarm(Period.DAY), "");
    figures.add(
        "slowest panel, p95, 7 days, ms", queries.slowestWarm(Period.WEEK), many ? "≤ 50" : "");
    figures.add(
        "slowest panel, p95, 30 days, ms", queries.slowestWarm(Period.MONTH), many ? "≤ 150" : "");
    figures.add(
        "slowest panel, p95, all time, ms",
        queries.slowestWarm(Period.ALL),
        few ? "≤ 40" : many ? "≤ 300" : "");
    figures.add("overview page, p95, 7 days, ms", queries.page(Period.WEEK), many ? "≤ 200" : "");
    figures.add(
        "overview page, p95, all time, ms", queries.page(Period.ALL), many ? "≤ 1,500" : "");
  }

  /** What comes now is of now, as from programs that ship each record at once. */
  private void postSingles(int port) throws InterruptedException, ExecutionException {
    // This server has only answered questions until now: its way in is not compiled yet.
    account.add(singles(port, SEED + 1).tally());
    Posted posted = singles(port, SEED + 2);
    account.add(posted.tally());
    figures.add("post of one record, 64 connections, posts/s", posted.perSecond(), "≥ 5,000");
    figures.add("… p50 of one, ms", posted.latencies().micros(500) / 1e3);
    figures.add("… p99 of one, ms", posted.latencies().micros(990) / 1e3);
  }

  private Posted singles(int port, long seed) throws InterruptedException, ExecutionException {
    ApiTraffic traffic = new ApiTraffic(seed, KEY, 1, Timeline.steady(Instant.now(), 5_000));
    return new PostLoad(traffic, SINGLE_CONNECTIONS).run(port, 0, Long.MAX_VALUE, scale.singles());
  }
}
