package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a Spring Boot application takes to its first answer, with the starter and without: each
 * time in a new process, in turns. Without, its jars are not there either.
 */
final class StartUpReport {

  private final Size size;

  StartUpReport(Size size) {
    this.size = size;
  }

  Table run() throws Exception {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> added = new ArrayList<>();
    try (StandInServer analytics = StandInServer.start()) {
      StartUp recording =
          new StartUp(ApplicationClasspath.with(), SpringHello.arguments(analytics.url()), true);
      StartUp bare = new StartUp(ApplicationClasspath.without(), List.of(), false);
      for (int i = 0; i < size.startUps; i++) {
        boolean withFirst = i % 2 == 0;
        double first = (withFirst ? recording : bare).millis();
        double second = (withFirst ? bare : recording).millis();
        with.add(withFirst ? first : second);
        without.add(withFirst ? second : first);
        added.add(with.get(i) - without.get(i));
      }
    }
    Table table = new Table("", "added (quartiles)", "to reach", "with", "without");
    table.add(
        "start-up of a Spring Boot application to its first answer, ms",
        Spread.of(added).toString(),
        "≤ 50",
        figure(Spread.of(with).median()),
        figure(Spread.of(without).median()));
    return table;
  }
}
