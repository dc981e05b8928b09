package dev.footfall.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Throughput of servers that say hello, with the framework's own adapter and without. Both run all
 * the time and are asked in turns, first the one, then the other: what disturbs the machine
 * disturbs both.
 */
final class HelloWorldReport {

  private static final int WARMUPS = 3;

  private final Size size;

  HelloWorldReport(Size size) {
    this.size = size;
  }

  void addTo(Table table) throws Exception {
    List<String[]> cpu = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      List<Double> throughput = new ArrayList<>();
      List<Double> addedMicros = new ArrayList<>();
      measure(framework, throughput, addedMicros);
      String name = "hello world on " + framework.text;
      table.add(name + ", throughput with ÷ without", Spread.of(throughput).toString(), "≥ 0.98");
      cpu.add(
          new String[] {
            name + ", CPU added by recording and shipping, µs",
            Spread.of(addedMicros).toString(),
            "≤ 3"
          });
    }
    cpu.forEach(table::add);
  }

  private void measure(Framework framework, List<Double> throughput, List<Double> addedMicros)
      throws Exception {
    try (StandInServer analytics = StandInServer.start()) {
      try (HelloServer with = framework.start(analytics.url());
          HelloServer without = framework.start(null)) {
        LoadGenerator load = new LoadGenerator(size.roundMillis);
        for (int i = -WARMUPS; i < size.rounds; i++) {
          boolean withFirst = i % 2 == 0;
          Load first = load.run(withFirst ? with.port() : without.port());
          Load second = load.run(withFirst ? without.port() : with.port());
          Load recorded = withFirst ? first : second;
          Load bare = withFirst ? second : first;
          if (i >= 0) {
            throughput.add(recorded.perSecond() / bare.perSecond());
            addedMicros.add(recorded.cpuMicrosPerRequest() - bare.cpuMicrosPerRequest());
          }
        }
      }
      if (analytics.batches() == 0) {
        throw new IllegalStateException("nothing of " + framework.text + " was recorded");
      }
    }
  }
}
