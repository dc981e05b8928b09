package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import dev.footfall.servlet.AnalyticsFilter;
import java.util.Arrays;

/**
 * Throughput of a server that says hello, with the filter and without. Both run all the time and
 * are asked in turns, first the one, then the other: what disturbs the machine disturbs both.
 */
final class HelloWorldReport {

  private final Size size;

  HelloWorldReport(Size size) {
    this.size = size;
  }

  void addTo(Table table) throws Exception {
    double[] throughput = new double[size.rounds];
    double[] addedMicros = new double[size.rounds];
    try (StandInServer analytics = StandInServer.start();
        HelloServer with =
            HelloServer.start(new AnalyticsFilter(FootfallSubject.config(analytics.url())));
        HelloServer without = HelloServer.start(null)) {
      LoadGenerator load = new LoadGenerator(size.roundMillis);
      load.run(with.port());
      load.run(without.port());
      for (int i = 0; i < size.rounds; i++) {
        boolean withFirst = i % 2 == 0;
        Load first = load.run(withFirst ? with.port() : without.port());
        Load second = load.run(withFirst ? without.port() : with.port());
        Load recorded = withFirst ? first : second;
        Load bare = withFirst ? second : first;
        throughput[i] = recorded.perSecond() / bare.perSecond();
        addedMicros[i] = recorded.cpuMicrosPerRequest() - bare.cpuMicrosPerRequest();
      }
    }
    table.add("hello world, throughput with ÷ without", figure(median(throughput)), "≥ 0.98");
    table.add(
        "hello world, CPU added by recording and shipping, µs", figure(median(addedMicros)), "≤ 3");
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
