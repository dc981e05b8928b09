package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The classes of status: so few that a condition on their names is decided before the query. */
final class StatusClass {
  private static final int FIRST = 1;
  private static final int LAST = 5;

  private StatusClass() {}

  static String name(long hundreds) {
    return hundreds + "xx";
  }

  static String condition(Condition.OfText of) {
    List<Integer> classes =
        IntStream.rangeClosed(FIRST, LAST).filter(i -> matches(name(i), of)).boxed().toList();
    if (classes.isEmpty()) {
      return "FALSE";
    }
    return classes.stream()
        .map(i -> "status BETWEEN " + i * 100 + " AND " + (i * 100 + 99))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static boolean matches(String name, Condition.OfText of) {
    return switch (of.operator()) {
      case IS, IN -> of.values().contains(name);
      case CONTAINS -> name.contains(of.values().get(0).toLowerCase(Locale.ROOT));
      case MATCHES -> Glob.parse(of.values().get(0)).matches(name);
      // every request has a status
      case UNKNOWN -> false;
      default -> throw new IllegalArgumentException(of.operator() + " is not for text");
    };
  }
}
