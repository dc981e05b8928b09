package dev.footfall.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The latency of a server that says hello, with the filter and without, while the analytics server
 * is in each of its states; and of two servers without, which shows what the method takes for a
 * difference.
 *
 * <p>Every round has a server of its own, and the client is gone before one without it begins: what
 * it does in the background must not disturb both alike. The states take turns, so that what
 * disturbs the machine disturbs all of them.
 */
final class OutageReport {

  private static final double SHARE_OF_THROUGHPUT = 0.3;

  private final Size size;
  private final Duration round;
  private final Duration warmup;
  private final SteadyLoad load;

  private final Pairs control = new Pairs();
  private final List<Case> cases =
      Arrays.stream(Outage.values()).map(o -> new Case(o, new Pairs(), new Accounts())).toList();

  private record Case(Outage outage, Pairs pairs, Accounts accounts) {}

  private OutageReport(Size size) throws Exception {
    this.size = size;
    round = Duration.ofMillis(size.pairedRoundMillis);
    warmup = Duration.ofMillis(Math.min(1_000, size.pairedRoundMillis / 2));
    load = new SteadyLoad(SHARE_OF_THROUGHPUT * throughput());
  }

  static OutageReport run(Size size) throws Exception {
    OutageReport report = new OutageReport(size);
    report.round(Outage.NONE, new Accounts());
    for (int i = 0; i < size.pairs; i++) {
      report.addPairs(i % 2 == 0);
    }
    return report;
  }

  /** What one server does at most, after as much time to warm up. */
  private double throughput() throws Exception {
    LoadGenerator asFastAsItGoes = new LoadGenerator(size.pairedRoundMillis);
    try (HelloServer hello = JettyHello.start(null)) {
      asFastAsItGoes.run(hello.port());
      return asFastAsItGoes.run(hello.port()).perSecond();
    }
  }

  private void addPairs(boolean withFirst) throws Exception {
    addPair(control, withFirst, this::bareRound);
    for (Case c : cases) {
      addPair(c.pairs, withFirst, () -> round(c.outage, c.accounts));
    }
  }

  private void addPair(Pairs to, boolean withFirst, Callable<Latencies> roundWith)
      throws Exception {
    if (withFirst) {
      Latencies with = roundWith.call();
      to.add(with, bareRound());
    } else {
      Latencies without = bareRound();
      to.add(roundWith.call(), without);
    }
  }

  private Latencies round(Outage outage, Accounts account) throws Exception {
    System.gc();
    return new RecordedRound(outage, account).run(load, warmup, round);
  }

  private Latencies bareRound() throws Exception {
    System.gc();
    try (HelloServer hello = JettyHello.start(null)) {
      load.run(hello.port(), warmup);
      return load.run(hello.port(), round);
    }
  }

  /** With ÷ without, and in microseconds. */
  Table latencies() {
    Table table =
        new Table(
            "with ÷ without (quartiles), µs; the analytics server",
            "p50",
            "p99",
            "p99.9",
            "p50 µs",
            "p99 µs",
            "p99.9 µs");
    add(table, "(control: without ÷ without)", control);
    cases.forEach(c -> add(table, c.outage.text, c.pairs));
    return table;
  }

  private static void add(Table table, String name, Pairs measured) {
    table.add(
        name,
        measured.ratio(500),
        measured.ratio(990),
        measured.ratio(999),
        measured.micros(500),
        measured.micros(990),
        measured.micros(999));
  }

  /** Where the records of all rounds were when each was over. */
  Table accounts() {
    Table table =
        new Table(
            "records; the analytics server",
            "requests",
            "recorded",
            "delivered",
            "waiting",
            "dropped");
    cases.forEach(c -> c.accounts.addTo(table, c.outage.text));
    return table;
  }

  @Override
  public String toString() {
    return "%s, %d pairs of rounds of %.1f s%n%s%n%s"
        .formatted(load, size.pairs, size.pairedRoundMillis / 1e3, latencies(), accounts());
  }
}
