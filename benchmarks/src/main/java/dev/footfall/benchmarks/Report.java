package dev.footfall.benchmarks;

import java.util.List;
import java.util.Locale;

/** What can be asked for. */
enum Report {
  /** What the library costs. */
  COST,
  /** How much later a Spring Boot application answers. */
  STARTUP,
  /** What the application's clients notice when the analytics server is ill. */
  OUTAGE,
  /** How soon the server answers, and what it needs at rest. */
  SERVER_START,
  /** What the server reaches. */
  SERVER,
  /** How soon the dashboard shows what it is to show. */
  PAGE,
  /** Whether the server keeps everything while it is asked without pause. */
  SOAK;

  /** One by its name, or {@code all}. */
  static List<Report> named(String name) {
    return name.equals("all")
        ? List.of(values())
        : List.of(valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /**
   * @param records how many the server stores, such as {@code 100m}; empty for the size's
   */
  String run(Size size, String records) throws Exception {
    return switch (this) {
      case COST -> Main.cost(size).toString();
      case STARTUP -> new StartUpReport(size).run().toString();
      case OUTAGE -> OutageReport.run(size).toString();
      case SERVER_START -> new ServerStartReport(size).run().toString();
      case SERVER -> ServerReport.run(ServerScale.of(size).records(records));
      case PAGE -> PageReport.run(ServerScale.of(size).records(records));
      case SOAK -> SoakReport.run(ServerScale.of(size).records(records));
    };
  }
}
