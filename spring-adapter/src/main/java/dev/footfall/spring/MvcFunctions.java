package dev.footfall.spring;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Reads the routes of MVC's router functions. */
final class MvcFunctions implements RouterFunctions.Visitor, RequestPredicates.Visitor {

  private final RoutePredicate predicate;

  MvcFunctions(DeclaredRoutes routes) {
    predicate = new RoutePredicate(routes);
  }

  @Override
  public void startNested(RequestPredicate nesting) {
    predicate.enter();
    nesting.accept(this);
  }

  @Override
  public void endNested(RequestPredicate nesting) {
    predicate.leave();
  }

  @Override
  public void route(RequestPredicate route, HandlerFunction<?> handler) {
    predicate.enter();
    route.accept(this);
    predicate.route();
    predicate.leave();
  }

  @Override
  public void method(Set<HttpMethod> methods) {
    predicate.method(methods);
  }

  @Override
  public void path(String pattern) {
    predicate.path(pattern);
  }

  @Override
  public void startOr() {
    predicate.beginUntold();
  }

  @Override
  public void endOr() {
    predicate.endUntold();
  }

  @Override
  public void startNegate() {
    predicate.beginUntold();
  }

  @Override
  public void endNegate() {
    predicate.endUntold();
  }

  @Override
  public void resources(Function<ServerRequest, Optional<Resource>> lookup) {}

  @Override
  public void attributes(Map<String, Object> attributes) {}

  @Override
  public void unknown(RouterFunction<?> function) {}

  @Override
  public void unknown(RequestPredicate custom) {}

  @Override
  public void header(String name, String value) {}

  @Override
  public void param(String name, String value) {}

  /** Gone from a newer Spring, and asked for by an older one. */
  @SuppressWarnings({"deprecation", "removal"})
  @Override
  public void pathExtension(String extension) {}

  /** Asked for from Spring 7 on. */
  @Override
  public void version(String version) {}

  @Override
  public void startAnd() {}

  @Override
  public void and() {}

  @Override
  public void endAnd() {}

  @Override
  public void or() {}
}
