package dev.footfall.spring;

import java.util.Map;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads the routes of WebFlux's router functions. */
@SuppressWarnings({
  "deprecation", // pathExtension, which an older Spring asks for
  "removal",
  "overloads" // unknown, as Spring has named them
})
final class ReactiveFunctions extends RoutePredicate
    implements RouterFunctions.Visitor, RequestPredicates.Visitor {

  ReactiveFunctions(DeclaredRoutes routes) {
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
  public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

  @Override
  public void attributes(Map<String, Object> attributes) {}

  @Override
  public void unknown(RouterFunction<?> function) {}

  @Override
  public void unknown(RequestPredicate custom) {}

  @Override
  public void queryParam(String name, String value) {}
}
