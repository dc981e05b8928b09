package dev.footfall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How soon the server answers, and what it needs at rest: each time a new process. */
final class ServerStartReport {

  private static final Duration REST = Duration.ofSeconds(2);

  private final Size size;

  ServerStartReport(Size size) {
    this.size = size;
  }

  Table run() throws Exception {
    if (Files.notExists(ServerStart.JAR)) {
      throw new IllegalStateException(
          ServerStart.JAR + " is not there: mvn -q package -DskipTests -pl server -am makes it");
    }
    Table table = new Table("the server", "median (quartiles)", "to reach");
    Path folder = Files.createTempDirectory("footfall-start");
    try {
      List<ServerStart> fresh = new ArrayList<>();
      for (int i = 0; i < size.startUps; i++) {
        fresh.add(ServerStart.of(folder.resolve("data" + i), REST));
      }
      table.add("start to the first answer, ms", of(fresh, ServerStart::millis), "≤ 2,000");
      table.add("processor time until then, ms", of(fresh, ServerStart::processorMillis), "");
      table.add("resident at rest, MB", of(fresh, ServerStart::restingMegabytes), "≤ 256");
    } finally {
      delete(folder);
    }
    return table;
  }

  private static String of(List<ServerStart> starts, ToDoubleFunction<ServerStart> figure) {
    return Spread.of(starts.stream().mapToDouble(figure).boxed().toList()).toString();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
