package dev.footfall.examples.demo;

import java.util.function.Supplier;

/**
 * Something that visitors come for.
 *
 * @param weight how often, compared with their other errands
 */
record Errand(int weight, Service service, Supplier<Call> call) {

  /**
   * One request.
   *
   * @param body empty for none
   */
  record Call(String method, String path, String body) {}

  static Errand get(int weight, Service service, Supplier<String> path) {
    return new Errand(weight, service, () -> new Call("GET", path.get(), ""));
  }

  static Errand get(int weight, Service service, String path) {
    return get(weight, service, () -> path);
  }

  static Errand post(int weight, Service service, String path, Supplier<String> body) {
    return new Errand(weight, service, () -> new Call("POST", path, body.get()));
  }
}
