package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
    for (String parameter : pairs(ctx)) {
      String[] parts = parameter.split("=", 2);
      String asGiven = decoded(parts[0], parts[0]);
      String name = known.get(asGiven);
      if (name == null) {
        throw Refusal.badRequest(
            "Unknown parameter " + asGiven + "; " + sorted(known) + ".", asGiven);
      }
      String value = parts.length == 1 ? "" : decoded(parts[1], asGiven);
      if (values.put(name, value) != null) {
        throw Refusal.badRequest(asGiven + " is given twice.", asGiven);
      }
      given.put(name, asGiven);
    }
  }

  /**
   * As they stand in the URL. Javalin decodes them by the charset of a body that there is not, and
   * drops a name that it cannot decode.
   */
  private static List<String> pairs(Context ctx) {
    String query = ctx.queryString();
    return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
  }

  private static String decoded(String text, String name) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(name + " is not decodable.", name);
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
