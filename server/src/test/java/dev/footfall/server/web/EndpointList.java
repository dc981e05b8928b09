package dev.footfall.server.web;

import dev.footfall.server.store.DuckStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The calls that the server answers, for tests of other packages: {@link Endpoints} as a list. */
public final class EndpointList {
  private EndpointList() {}

  /** A call: {@code path} has its parameters in braces, {@code need} is the name of its need. */
  public record Call(String method, String path, String need) {}

  public static List<Call> calls() {
    try {
      Path folder = Files.createTempDirectory("endpoints");
      try (DuckStore store = DuckStore.open(folder.resolve("file"), "64MB")) {
        // No handler is called.
        return new Endpoints(TestSettings.with(null), store, null, null)
            .all().stream()
                .map(each -> new Call(each.method().name(), each.path(), each.need().name()))
                .toList();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file)) {
          delete(file);
        } else {
          Files.delete(file);
        }
      }
    }
    Files.delete(folder);
  }
}
