package dev.footfall.server.web;

import dev.footfall.server.store.DuckStore;
import java.nio.file.Path;
import java.util.List;

/** The calls that the server answers, for tests of other packages: {@link Endpoints} as a list. */
public final class EndpointList {
  private EndpointList() {}

  /** A call: {@code path} has its parameters in braces, {@code need} is the name of its need. */
  public record Call(String method, String path, String need) {}

  /**
   * @param folder an empty one
   */
  public static List<Call> calls(Path folder) {
    try (DuckStore store = DuckStore.open(folder.resolve("file"), "64MB")) {
      // No handler is called.
      return new Endpoints(TestSettings.with(null), store, null, null)
          .all().stream()
              .map(each -> new Call(each.method().name(), each.path(), each.need().name()))
              .toList();
    }
  }
}
