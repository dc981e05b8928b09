package dev.footfall.server.web;

import dev.footfall.server.ingest.Refusal;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of a call; each must be known and be given once. */
final class Parameters {
  private final Map<String, String> values = new HashMap<>();

  /**
   * @param known canonical name by accepted name
   */
  Parameters(Context ctx, Map<String, String> known) {
    for (Map.Entry<String, List<String>> given : ctx.queryParamMap().entrySet()) {
      String name = known.get(given.getKey());
      if (name == null) {
        throw Refusal.badRequest(
            "Unknown parameter " + given.getKey() + "; known are " + sorted(known) + ".",
            given.getKey());
      }
      if (given.getValue().isEmpty()) {
        throw Refusal.badRequest(given.getKey() + " is not decodable.", given.getKey());
      }
      if (given.getValue().size() > 1 || values.put(name, given.getValue().get(0)) != null) {
        throw Refusal.badRequest(given.getKey() + " is given twice.", given.getKey());
      }
    }
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /** An integer within bounds, or null when it is not given. */
  @Nullable Long integer(String name, long min, long max) {
    String text = values.get(name);
    return text == null ? null : integer(name, text, min, max);
  }

  static long integer(String name, String text, long min, long max) {
    if (text.matches("[0-9]{1,18}")) {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw Refusal.badRequest(name + " must be an integer within " + min + "…" + max + ".", name);
  }

  private static String sorted(Map<String, String> known) {
    return String.join(", ", known.keySet().stream().sorted().toList());
  }
}
