package dev.footfall.server.web;

import dev.footfall.server.store.Store;
import java.lang.reflect.Proxy;
import java.util.List;

/** The calls that the server answers, for tests of other packages: {@link Endpoints} as a list. */
public final class EndpointList {
  private EndpointList() {}

  /**
   * A call: {@code path} has its parameters in braces, {@code need} is the name of its need, and
   * {@code needs} what that is called.
   */
  public record Call(String method, String path, String need, String needs) {}

  public static List<Call> calls() {
    // No handler is called.
    Store none =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> null);
    return new Endpoints(TestSettings.with(null), none, null, null)
        .all().stream()
            .map(
                each ->
                    new Call(
                        each.method().name(), each.path(), each.need().name(), each.need().label()))
            .toList();
  }
}
