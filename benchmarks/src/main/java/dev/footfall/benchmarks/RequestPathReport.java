package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

/** Runs {@link RequestPathBenchmark} and puts the four side by side. */
final class RequestPathReport {

  private final Size size;

  RequestPathReport(Size size) {
    this.size = size;
  }

  void addTo(Table table) throws RunnerException {
    addTimes(table, "a request, 1 thread, ", run(Mode.AverageTime, 1), "≤ 2");
    addTimes(table, "a request, 8 threads, ", run(Mode.AverageTime, 8), "≤ 3");
    Results sampled = run(Mode.SampleTime, 1);
    add(table, "a request, p99.9 ÷ median", "≤ 10", sampled::tailOverMedian);
    add(
        table,
        "a request, allocated on its thread, B",
        "≤ 160",
        method -> perRequest(sampled, method, "bytes"));
  }

  private Results run(Mode mode, int threads) throws RunnerException {
    return Results.run(
        size.of(RequestPathBenchmark.class.getSimpleName()).mode(mode).threads(threads));
  }

  private static void addTimes(Table table, String name, Results results, String reach) {
    double floor = results.score("floor");
    add(table, name + "ns", "", results::score);
    add(table, name + "× the floor", reach, method -> results.score(method) / floor);
    double cpuFloor = perRequest(results, "floor", "cpuNanos");
    add(
        table,
        name + "× the floor in processor time",
        "",
        method -> perRequest(results, method, "cpuNanos") / cpuFloor);
  }

  private static double perRequest(Results results, String method, String counter) {
    return results.counter(method, counter) / results.counter(method, "requests");
  }

  private static void add(
      Table table, String name, String reach, ToDoubleFunction<String> measure) {
    table.add(
        name,
        figure(measure.applyAsDouble("footfall")),
        reach,
        figure(measure.applyAsDouble("floor")),
        figure(measure.applyAsDouble("brave")),
        figure(measure.applyAsDouble("spring")));
  }
}
