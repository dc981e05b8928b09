package dev.footfall.examples.demo;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that visitors come for.
 *
 * @param weight how often, compared with their other errands
 * @param body what to post, or null to get
 */
record Errand(int weight, Supplier<String> path, @Nullable Supplier<String> body) {

  static Errand get(int weight, Supplier<String> path) {
    return new Errand(weight, path, null);
  }

  static Errand get(int weight, String path) {
    return get(weight, () -> path);
  }

  static Errand post(int weight, String path, Supplier<String> body) {
    return new Errand(weight, () -> path, body);
  }
}
