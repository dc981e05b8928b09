package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a call; each must be known and be given once. */
final class Parameters {
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();

  Parameters(Context ctx, Collection<String> known) {
    this(ctx, known.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
  }

  /**
   * @param known canonical name by accepted name
   */
  Parameters(Context ctx, Map<String, String> known) {
    for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
      String name = known.get(parameter.getKey());
      if (name == null) {
        throw Refusal.badRequest(
            "Unknown parameter " + parameter.getKey() + "; " + sorted(known) + ".",
            parameter.getKey());
      }
      if (parameter.getValue().isEmpty()) {
        throw Refusal.badRequest(parameter.getKey() + " is not decodable.", parameter.getKey());
      }
      if (parameter.getValue().size() > 1
          || values.put(name, parameter.getValue().get(0)) != null) {
        throw Refusal.badRequest(parameter.getKey() + " is given twice.", parameter.getKey());
      }
      given.put(name, parameter.getKey());
    }
  }

  /** The name by which the caller gave this parameter. */
  String given(String name) {
    return given.getOrDefault(name, name);
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
    return known.isEmpty()
        ? "there are none here"
        : "known are " + String.join(", ", known.keySet().stream().sorted().toList());
  }
}
