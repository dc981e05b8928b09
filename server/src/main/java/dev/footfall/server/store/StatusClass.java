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
      case MATCHES -> matches(name, of.values().get(0));
      // every request has a status
      case UNKNOWN -> false;
      default -> throw new IllegalArgumentException(of.operator() + " is not for text");
    };
  }

  /** Follows all ways through the glob at once: it is as long as whoever wrote it wanted. */
  private static boolean matches(String name, String glob) {
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*') {
        for (int at = 1; at < reached.length; at++) {
          reached[at] |= reached[at - 1];
        }
        continue;
      }
      boolean any = c == '?';
      char literal = c == '\\' && i + 1 < glob.length() ? glob.charAt(++i) : c;
      for (int at = name.length(); at > 0; at--) {
        reached[at] = reached[at - 1] && (any || name.charAt(at - 1) == literal);
      }
      reached[0] = false;
    }
    return reached[name.length()];
  }
}
