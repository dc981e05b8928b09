package dev.footfall.benchmarks;

import java.lang.reflect.Proxy;

/** Fails at every call: stands behind a stub, for what the stub does not answer itself. */
final class Unexpected {

  private Unexpected() {}

  static <T> T of(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            Unexpected.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(type.getSimpleName() + "." + method);
            });
    return type.cast(proxy);
  }
}
