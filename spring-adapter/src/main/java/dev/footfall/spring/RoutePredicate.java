package dev.footfall.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * What the predicates of a router function say of method and path, from the outermost nesting to a
 * route. One that is negated or has alternatives cannot be told in one line and says nothing. The
 * public methods are what MVC's and WebFlux's visitors have in common, though no type of Spring's
 * says so.
 */
abstract class RoutePredicate {

  private final DeclaredRoutes routes;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int untold;

  RoutePredicate(DeclaredRoutes routes) {
    this.routes = routes;
  }

  /** The next predicate is one more level of nesting. */
  final void enter() {
    levels.addLast(new Level());
  }

  final void leave() {
    levels.removeLast();
  }

  public final void method(Set<HttpMethod> methods) {
    if (untold == 0) {
      methods.forEach(method -> levels.getLast().methods.add(method.name()));
    }
  }

  public final void path(String pattern) {
    if (untold == 0) {
      Level level = levels.getLast();
      level.path = level.path == null ? pattern : level.path + pattern;
    }
  }

  public final void startOr() {
    beginUntold();
  }

  public final void endOr() {
    untold--;
  }

  public final void startNegate() {
    beginUntold();
  }

  public final void endNegate() {
    untold--;
  }

  private void beginUntold() {
    untold++;
    levels.getLast().whole = false;
  }

  public final void header(String name, String value) {}

  /** Gone from a newer Spring, and asked for by an older one. */
  public final void pathExtension(String extension) {}

  /** Asked for from Spring 7 on. */
  public final void version(String version) {}

  public final void startAnd() {}

  public final void and() {}

  public final void endAnd() {}

  public final void or() {}

  /** Adds the route that the levels make up, if they say all of it. */
  final void route() {
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
