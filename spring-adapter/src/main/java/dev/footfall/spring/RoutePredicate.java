package dev.footfall.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the predicates of a router function say of method and path, from the outermost nesting to a
 * route. One that is negated or has alternatives cannot be told in one line and says nothing.
 */
final class RoutePredicate {

  private final DeclaredRoutes routes;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int untold;

  RoutePredicate(DeclaredRoutes routes) {
    this.routes = routes;
  }

  /** The next predicate is one more level of nesting. */
  void enter() {
    levels.addLast(new Level());
  }

  void leave() {
    levels.removeLast();
  }

  void method(Set<?> methods) {
    if (untold == 0) {
      methods.forEach(method -> levels.getLast().methods.add(method.toString()));
    }
  }

  void path(String pattern) {
    if (untold == 0) {
      Level level = levels.getLast();
      level.path = level.path == null ? pattern : level.path + pattern;
    }
  }

  void beginUntold() {
    untold++;
    levels.getLast().whole = false;
  }

  void endUntold() {
    untold--;
  }

  /** Adds the route that the levels make up, if they say all of it. */
  void route() {
    StringBuilder path = new StringBuilder();
    Set<String> methods = Set.of();
    boolean whole = true;
    boolean hasPath = false;
    for (Level level : levels) {
      whole &= level.whole;
      hasPath |= level.path != null;
      path.append(level.path == null ? "" : level.path);
      methods = level.methods.isEmpty() ? methods : level.methods;
    }
    if (whole && hasPath) {
      routes.add(methods, List.of(path.toString()));
    }
  }

  private static final class Level {
    final Set<String> methods = new TreeSet<>();
    @Nullable String path;
    boolean whole = true;
  }
}
