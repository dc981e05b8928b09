package dev.footfall.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/**
 * A server that holds a year of traffic, stores what comes in at a steady rate, and is asked
 * without pause meanwhile. In the end each acknowledged record must be there exactly once.
 */
final class SoakReport {

  private static final int CLIENTS = 8;
  private static final int CONNECTIONS = 8;
  private static final long SEED = 42;
  private static final Panel[] PANELS = Panel.values();
  private static final Period[] PERIODS = {Period.WEEK, Period.MONTH, Period.ALL};
  private static final String[] FILTERS = {
    "",
    "{\"field\":\"status_class\",\"op\":\"is\",\"value\":\"5xx\"}",
    "{\"field\":\"method\",\"op\":\"is\",\"value\":\"GET\"}",
    "{\"field\":\"user_agent\",\"op\":\"contains\",\"value\":\"okhttp\"}",
    "{\"field\":\"service\",\"op\":\"in\",\"value\":[\"orders-service\",\"items-service\"]}",
  };

  private final ServerScale scale;

  private SoakReport(ServerScale scale) {
    this.scale = scale;
  }

  static String run(ServerScale scale) throws Exception {
    try (ThrowAwayFolder folder = ThrowAwayFolder.make()) {
      return new SoakReport(scale).run(folder.data()).toString();
    }
  }

  private Table run(Path data) throws Exception {
    long before = scale.records().get(scale.records().size() - 1);
    ServerFigures figures = new ServerFigures("soak");
    Account account = new Account();
    try (ServerProcess server = ServerProcess.start(data)) {
      Posted year =
          ServerReport.year(Instant.now(), before)
              .run(server.port(), 0, ServerReport.posts(before), Duration.ofDays(1));
      account.add(year.tally());
      Soaked soaked = soak(server);
      account.add(soaked.posted.tally());
      figures.add("stored before, records", before, "");
      add(figures, soaked);
      figures.add(
          "counted by a query at the end",
          account.requireCount(server.port(), ServerReport.KEY),
          "%,d".formatted(account.records()));
      figures.add("most resident, MB", server.mostResidentMegabytes(), "");
      server.stop();
    }
    account.requireStored(data);
    return ServerFigures.table(List.of(figures));
  }

  private record Soaked(Posted posted, List<Asked> asked) {

    int sum(ToIntFunction<Asked> of) {
      return asked.stream().mapToInt(of).sum();
    }

    String failure() {
      return asked.stream()
          .map(client -> client.failure)
          .filter(failure -> !failure.isEmpty())
          .findFirst()
          .map(failure -> " (" + failure + ")")
          .orElse("");
    }
  }

  /** What one client saw. */
  private static final class Asked {
    final Times times = new Times();
    int estimated;
    int busy;
    int failed;
    String failure = "";
  }

  private Soaked soak(ServerProcess server) throws Exception {
    double postsPerSecond = (double) scale.soakPerSecond() / ServerReport.RECORDS_A_POST;
    ApiTraffic traffic =
        new ApiTraffic(
            SEED,
            ServerReport.KEY,
            ServerReport.RECORDS_A_POST,
            Timeline.steady(Instant.now(), scale.soakPerSecond()));
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Asked>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(threads.submit(() -> ask(server.port(), client, over)));
      }
      Posted posted =
          new PostLoad(traffic, CONNECTIONS, postsPerSecond)
              .run(server.port(), 0, Long.MAX_VALUE, scale.soak());
      over.set(true);
      List<Asked> asked = new ArrayList<>();
      for (Future<Asked> client : clients) {
        asked.add(client.get());
      }
      return new Soaked(posted, asked);
    } finally {
      over.set(true);
      threads.shutdown();
    }
  }

  private static Asked ask(int port, int client, AtomicBoolean over) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + client);
    Asked asked = new Asked();
    try (QueryConnection connection = new QueryConnection(port, ServerReport.KEY)) {
      while (!over.get()) {
        Panel panel = PANELS[random.nextInt(PANELS.length)];
        Period period = PERIODS[random.nextInt(PERIODS.length)];
        String filter = FILTERS[random.nextInt(FILTERS.length)];
        QueryConnection.Outcome outcome =
            connection.query(panel.query(period, Instant.now(), filter));
        asked.times.add(outcome.millis());
        if (outcome.answer().isBusy()) {
          asked.busy++;
        } else if (!outcome.isGood()) {
          asked.failed++;
          asked.failure = outcome.status();
        } else if (outcome.isEstimated()) {
          asked.estimated++;
        }
      }
    }
    return asked;
  }

  private void add(ServerFigures figures, Soaked soaked) {
    Times times = new Times();
    soaked.asked.forEach(asked -> times.addAll(asked.times));
    figures.add(
        "stored meanwhile, records/s",
        soaked.posted.perSecond(),
        "%,d".formatted(scale.soakPerSecond()));
    figures.add("post of 1,000, p99, ms", soaked.posted.latencies().micros(990) / 1e3, "≤ 300");
    figures.add("posts sent again because of a 503", soaked.posted.busy(), "0");
    figures.add("queries by 8 clients", times.count(), "");
    figures.add("… p99, ms", times.text(99), "");
    figures.add("… longest, ms", times.text(100), "≤ 2,000");
    figures.add("… said to be estimated", soaked.sum(asked -> asked.estimated), "");
    figures.add("… answered busy", soaked.sum(asked -> asked.busy), "");
    figures.add("… failed" + soaked.failure(), soaked.sum(asked -> asked.failed), "0");
  }
}
