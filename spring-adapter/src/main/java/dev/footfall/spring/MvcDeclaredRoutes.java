package dev.footfall.spring;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Reads which routes an MVC application declares. */
final class MvcDeclaredRoutes {

  private static final String BELOW = "/*";
  private static final String BOOTS_SERVLET = "dispatcherServlet";

  private final WebApplicationContext context;

  MvcDeclaredRoutes(WebApplicationContext context) {
    this.context = context;
  }

  DeclaredRoutes read() {
    DeclaredRoutes routes = new DeclaredRoutes(prefix(context.getServletContext()));
    // Only what is there: where beans are lazy, nothing is made for this.
    Singletons.of(context, RequestMappingHandlerMapping.class)
        .filter(mapping -> !DeclaredRoutes.isActuator(mapping))
        .forEach(mapping -> addAll(mapping, routes));
    Singletons.of(context, AbstractUrlHandlerMapping.class)
        .forEach(mapping -> addAll(mapping, routes));
    Singletons.of(context, RouterFunctionMapping.class)
        .forEach(
            mapping -> {
              RouterFunction<?> functions = mapping.getRouterFunction();
              if (functions != null) {
                functions.accept(new MvcFunctions(routes));
              }
            });
    return routes;
  }

  private static void addAll(RequestMappingHandlerMapping mapping, DeclaredRoutes routes) {
    mapping
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              if (!DeclaredRoutes.isErrorController(handler.getBeanType())) {
                routes.add(info.getMethodsCondition().getMethods(), info.getPatternValues());
              }
            });
  }

  /** View controllers, WebSocket handlers and the like; what serves files has no route. */
  private static void addAll(AbstractUrlHandlerMapping mapping, DeclaredRoutes routes) {
    mapping
        .getHandlerMap()
        .forEach(
            (pattern, handler) -> {
              if (!SpringRequests.servesFiles(handler)) {
                routes.add(Set.of(), List.of(pattern));
              }
            });
    if (mapping.getRootHandler() != null) {
      routes.add(Set.of(), List.of("/"));
    }
  }

  /** The context path, and the prefix under which the dispatcher servlet is mapped. */
  private static String prefix(@Nullable ServletContext servlets) {
    if (servlets == null) {
      return "";
    }
    String path = servlets.getContextPath() == null ? "" : servlets.getContextPath();
    return dispatchers(servlets)
        .flatMap(servlet -> servlet.getMappings().stream())
        .filter(pattern -> pattern.endsWith(BELOW))
        .findFirst()
        .map(pattern -> path + pattern.substring(0, pattern.length() - BELOW.length()))
        .orElse(path);
  }

  /** Boot's own one, since the handlers of others are in contexts of their own. */
  private static Stream<ServletRegistration> dispatchers(ServletContext servlets) {
    ServletRegistration own = servlets.getServletRegistration(BOOTS_SERVLET);
    return own != null
        ? Stream.of(own)
        : servlets.getServletRegistrations().values().stream()
            .filter(servlet -> DispatcherServlet.class.getName().equals(servlet.getClassName()))
            .map(ServletRegistration.class::cast);
  }
}
