package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes random search expressions. */
final class Searches {
  private static final Map<String, List<String>> SHORT =
      Map.of(
          "response_time", List.of("rt"),
          "ip_address", List.of("ip", "address"),
          "user_agent", List.of("agent"),
          "hostname", List.of("host"),
          "status_class", List.of("class"),
          "location", List.of("country"),
          "environment", List.of("env"),
          "session_id", List.of("session"));

  /** What needs no quotes. */
  private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}/][\\p{L}\\p{N}/._%{}-]*");

  private static final List<String> WORDS =
      List.of("items", "CURL", "/v1/", "or", "and", "user-1", "caf", "io", "8.8", "Get", "é", "%");
  private static final List<String> PHRASES =
      List.of("O'Brien", "get /v", "windows nt", "a*b", "OR", "-", "c?d", "(", "back\\slash");

  private final Random random;
  private final Conditions conditions;

  Searches(Random random, Conditions conditions) {
    this.random = random;
    this.conditions = conditions;
  }

  Search next(int depth) {
    int choice = depth == 0 ? 9 : random.nextInt(10);
    if (choice < 3) {
      return new Search.All(several(depth - 1), random.nextInt(3) == 0);
    }
    if (choice < 5) {
      return new Search.Any(several(depth - 1));
    }
    if (choice < 6) {
      return new Search.Not(next(depth - 1), random.nextInt(3) == 0);
    }
    return leaf();
  }

  private List<Search> several(int depth) {
    return Stream.generate(() -> next(depth))
        .limit(2 + random.nextInt(2))
        .collect(Collectors.toList());
  }

  private Search leaf() {
    switch (random.nextInt(8)) {
      case 0:
        return random.nextBoolean()
            ? new Search.Words(conditions.pick(WORDS), false)
            : new Search.Words(conditions.pick(PHRASES), true);
      case 1:
        String digit = "" + (1 + random.nextInt(5));
        return new Search.Term("status", new Condition("status_class", "is", digit + "xx"), false);
      case 2:
        String ranged = conditions.pick(List.of("status", "response_time", "hour", "weekday"));
        BigDecimal one = conditions.numberOf(ranged);
        BigDecimal two = conditions.numberOf(ranged);
        return new Search.Range(name(ranged), ranged, one.min(two), one.max(two));
      default:
        return term();
    }
  }

  private Search term() {
    while (true) {
      Condition condition = conditions.next();
      if (condition.field().equals("status_class")
          || condition.op().equals("is_not")
          || (condition.op().equals("in") && !isBare(condition.value()))) {
        continue;
      }
      boolean bare = condition.value() == null || isBare(condition.value());
      if (condition.op().equals("matches")) {
        String pattern = (String) condition.value();
        if (!pattern.matches(".*(?<!\\\\)[*?].*")
            || !isBare("x" + pattern.replaceAll("[*?]", ""))) {
          continue;
        }
        bare = true;
      }
      boolean quoted =
          !bare || (condition.op().equals("is") && isText(condition) && random.nextInt(4) == 0);
      return new Search.Term(name(condition.field()), condition, quoted);
    }
  }

  private static boolean isText(Condition condition) {
    return condition.value() instanceof String;
  }

  private static boolean isBare(Object value) {
    if (value instanceof List) {
      return ((List<?>) value).size() > 1 && ((List<?>) value).stream().allMatch(Searches::isBare);
    }
    return value instanceof BigDecimal
        || (BARE.matcher((String) value).matches() && !((String) value).contains(".."));
  }

  private String name(String field) {
    List<String> names = new ArrayList<>(SHORT.getOrDefault(field, List.of()));
    names.add(field);
    return conditions.pick(names);
  }
}
