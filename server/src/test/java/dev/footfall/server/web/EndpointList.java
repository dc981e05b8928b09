package dev.footfall.server.web;

import java.util.List;

/** The calls that the server answers, for tests of other packages: {@link Endpoints} as a list. */
public final class EndpointList {
  private EndpointList() {}

  /** A call: {@code path} has its parameters in braces, {@code need} is the name of its need. */
  public record Call(String method, String path, String need) {}

  public static List<Call> calls() {
    WebSettings settings = new WebSettings("127.0.0.1", 0, "", null, false, List.of(), "test");
    // No handler is called.
    return new Endpoints(settings, null, null, null)
        .all().stream()
            .map(each -> new Call(each.method().name(), each.path(), each.need().name()))
            .toList();
  }
}
