package dev.footfall.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long to measure. */
enum Size {
  /** In this process and far too short: only shows that the benchmarks still run. */
  SMOKE("seconds, the figures mean nothing", 0, 0, 1, 20, 1, 50, 1, 100, 1),
  /** Good enough to see what a change does. */
  SMALL(
      "about four minutes for the cost, one for the start-up, five for an outage, one for the"
          + " server's start, three for the server, one for the soak",
      1,
      3,
      5,
      1_000,
      11,
      1_000,
      5,
      3_000,
      15),
  /** For figures that are quoted; a round is longer than the client waits for an answer. */
  FULL(
      "about 40 minutes for the cost, four for the start-up, 40 for an outage, four for the"
          + " server's start, half an hour for the server, ten minutes for the soak",
      5,
      5,
      10,
      1_000,
      41,
      3_000,
      9,
      20_000,
      61);

  final String takes;
  final int rounds;
  final int roundMillis;
  final int pairs;
  final int pairedRoundMillis;
  final int startUps;
  private final int forks;
  private final int warmups;
  private final int iterations;
  private final int iterationMillis;

  Size(
      String takes,
      int forks,
      int warmups,
      int iterations,
      int iterationMillis,
      int rounds,
      int roundMillis,
      int pairs,
      int pairedRoundMillis,
      int startUps) {
    this.takes = takes;
    this.forks = forks;
    this.warmups = warmups;
    this.iterations = iterations;
    this.iterationMillis = iterationMillis;
    this.rounds = rounds;
    this.roundMillis = roundMillis;
    this.pairs = pairs;
    this.pairedRoundMillis = pairedRoundMillis;
    this.startUps = startUps;
  }

  /** JMH's options for a benchmark class. */
  ChainedOptionsBuilder of(String benchmarks) {
    return new OptionsBuilder()
        .include("\\." + benchmarks + "\\.")
        .forks(forks)
        // memory that a virtual machine has never touched costs more than what is measured
        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch")
        .warmupIterations(warmups)
        .warmupTime(TimeValue.milliseconds(iterationMillis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(iterationMillis))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }
}
