package dev.footfall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed; beside the build, as that is on a real disk. */
record ThrowAwayFolder(Path path) implements AutoCloseable {

  static ThrowAwayFolder make() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    return new ThrowAwayFolder(Files.createTempDirectory(target, "server-"));
  }

  Path data() {
    return path.resolve("data");
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(path)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }
}
