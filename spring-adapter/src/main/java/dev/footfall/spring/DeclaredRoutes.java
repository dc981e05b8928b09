package dev.footfall.spring;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.util.ClassUtils;

/** The routes that an application declares, each as a method and a template. */
final class DeclaredRoutes {

  private static final String ANY_METHOD = "*";
  private static final String EVERYTHING = "/**";

  /** Boot's interface of controllers that answer for errors, before and from Boot 4 on. */
  private static final Set<String> ERROR_CONTROLLERS =
      Set.of(
          "org.springframework.boot.web.servlet.error.ErrorController",
          "org.springframework.boot.webmvc.error.ErrorController");

  private final Set<String> lines = new LinkedHashSet<>();
  private final String prefix;

  /**
   * Begins with none.
   *
   * @param prefix what stands before each template: context path and the servlet's
   */
  DeclaredRoutes(String prefix) {
    this.prefix = prefix;
  }

  /** Adds each pattern for each method, or for any when there is none. */
  void add(Collection<?> methods, Collection<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.equals(EVERYTHING)) {
        continue;
      }
      String route = prefix + pattern;
      String template = route.isEmpty() ? "/" : route;
      if (methods.isEmpty()) {
        lines.add(ANY_METHOD + " " + template);
      }
      methods.forEach(method -> lines.add(method + " " + template));
    }
  }

  Collection<String> lines() {
    return lines;
  }

  /** Whether a handler answers for errors and not for a route of the application's. */
  static boolean isErrorController(Class<?> handler) {
    return ClassUtils.getAllInterfacesForClassAsSet(handler).stream()
        .anyMatch(type -> ERROR_CONTROLLERS.contains(type.getName()));
  }

  /** Whether handlers are the actuator's endpoints. */
  static boolean isActuator(Object mapping) {
    return mapping.getClass().getName().contains(".actuate.");
  }
}
