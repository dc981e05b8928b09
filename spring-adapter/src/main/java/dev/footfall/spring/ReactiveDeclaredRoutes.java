package dev.footfall.spring;

import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Reads which routes a WebFlux application declares. */
final class ReactiveDeclaredRoutes {

  private static final String BASE_PATH = "spring.webflux.base-path";

  private final ApplicationContext context;

  ReactiveDeclaredRoutes(ApplicationContext context) {
    this.context = context;
  }

  DeclaredRoutes read() {
    DeclaredRoutes routes = new DeclaredRoutes(basePath());
    // Only what is there: where beans are lazy, nothing is made for this.
    Singletons.of(context, RequestMappingHandlerMapping.class)
        .filter(mapping -> !DeclaredRoutes.isActuator(mapping))
        .forEach(
            mapping -> mapping.getHandlerMethods().keySet().forEach(info -> add(info, routes)));
    Singletons.of(context, AbstractUrlHandlerMapping.class)
        .forEach(mapping -> addAll(mapping, routes));
    Singletons.of(context, RouterFunctionMapping.class)
        .forEach(
            mapping -> {
              RouterFunction<?> functions = mapping.getRouterFunction();
              if (functions != null) {
                functions.accept(new ReactiveFunctions(routes));
              }
            });
    return routes;
  }

  /** As Boot puts it right: with a slash before it and none behind it. */
  private String basePath() {
    String path = context.getEnvironment().getProperty(BASE_PATH, "").trim();
    String rooted = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    return rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
  }

  /** WebSocket handlers and the like; what serves files has no route. */
  private static void addAll(AbstractUrlHandlerMapping mapping, DeclaredRoutes routes) {
    mapping
        .getHandlerMap()
        .forEach(
            (pattern, handler) -> {
              if (!ReactiveRequestView.servesFiles(handler)) {
                routes.add(Set.of(), List.of(pattern.getPatternString()));
              }
            });
  }

  private static void add(RequestMappingInfo info, DeclaredRoutes routes) {
    List<String> patterns =
        info.getPatternsCondition().getPatterns().stream()
            .map(PathPattern::getPatternString)
            .toList();
    routes.add(info.getMethodsCondition().getMethods(), patterns);
  }
}
