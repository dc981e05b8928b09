package dev.footfall.spring;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Reads the routes of MVC's router functions. */
@SuppressWarnings({
  "deprecation", // pathExtension, which an older Spring asks for
  "removal",
  "overloads" // unknown, as Spring has named them
})
final class MvcFunctions extends RoutePredicate
    implements RouterFunctions.Visitor, RequestPredicates.Visitor {

  MvcFunctions(DeclaredRoutes routes) {
    super(routes);
  }

  @Override
  public void startNested(RequestPredicate nesting) {
    enter();
    nesting.accept(this);
  }

  @Override
  public void endNested(RequestPredicate nesting) {
    leave();
  }

  @Override
  public void route(RequestPredicate route, HandlerFunction<?> handler) {
    enter();
    route.accept(this);
    route();
    leave();
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
  public void param(String name, String value) {}
}
