package dev.footfall.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** What JMH measured, by the benchmark's method. */
final class Results {

  private final Map<String, RunResult> byMethod = new HashMap<>();

  private Results() {}

  static Results run(ChainedOptionsBuilder options) throws RunnerException {
    Results results = new Results();
    for (RunResult result : new Runner(options.build()).run()) {
      results.byMethod.put(result.getPrimaryResult().getLabel(), result);
    }
    return results;
  }

  private RunResult of(String method) {
    return Objects.requireNonNull(byMethod.get(method), method);
  }

  double score(String method) {
    return of(method).getPrimaryResult().getScore();
  }

  /** How far the slowest of a thousand are from the middle. */
  double tailOverMedian(String method) {
    var times = of(method).getPrimaryResult().getStatistics();
    return times.getPercentile(99.9) / times.getPercentile(50);
  }

  double counter(String method, String name) {
    Result<?> counter = of(method).getSecondaryResults().get(name);
    return Objects.requireNonNull(counter, name).getScore();
  }
}
