package dev.footfall.spring;

import dev.footfall.servlet.ServletFramework;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Spring knows of a servlet request: the pattern of the handler that matched, and the user as
 * Spring Security knew it. Needs neither MVC nor Security to be there.
 */
final class SpringRequests implements ServletFramework {

  /** The value of {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
  static final String MATCHED_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  /** The value of {@code HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE}. */
  private static final String MATCHED_HANDLER =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

  private static final String FILE_HANDLER =
      "org.springframework.web.servlet.resource.ResourceHttpRequestHandler";

  /** The value of {@code DispatcherServlet.EXCEPTION_ATTRIBUTE}. */
  static final String HANDLED_EXCEPTION =
      "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

  /** The exception that an error page was shown for, as {@link RouteNote} found it. */
  static final String FORWARDED_EXCEPTION = "dev.footfall.spring.exception";

  /** A request's own route as {@link RouteNote} found it; {@link #NO_ROUTE} where it has none. */
  static final String ROUTE = "dev.footfall.spring.route";

  /** A {@code Supplier} of the user's name, see {@code PrincipalNote}. */
  static final String PRINCIPAL = "dev.footfall.spring.principal";

  static final String NO_ROUTE = "";

  /** The pattern under which static resources are served: it matches everything. */
  static final String EVERYTHING = "/**";

  /** As noted; else, where the interceptor was not asked, as the handler mapping left it. */
  @Override
  public @Nullable String route(HttpServletRequest request) {
    if (request.getAttribute(ROUTE) instanceof String noted) {
      return noted.equals(NO_ROUTE) ? null : noted;
    }
    return matched(request);
  }

  /** The matched pattern behind context path and a servlet's prefix; null for none. */
  static @Nullable String matched(HttpServletRequest request) {
    if (!(request.getAttribute(MATCHED_PATTERN) instanceof String pattern)
        || pattern.equals(EVERYTHING)
        || servesFiles(request.getAttribute(MATCHED_HANDLER))) {
      return null;
    }
    String route = text(request.getContextPath()) + prefix(request) + pattern;
    return route.isEmpty() ? "/" : route;
  }

  /** Files have no routes, whatever the pattern under which they are served. */
  static boolean servesFiles(@Nullable Object handler) {
    return handler != null && handler.getClass().getName().equals(FILE_HANDLER);
  }

  private static String prefix(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    boolean prefixed = mapping != null && mapping.getMappingMatch() == MappingMatch.PATH;
    return prefixed ? text(request.getServletPath()) : "";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public @Nullable String principal(HttpServletRequest request) {
    return request.getAttribute(PRINCIPAL) instanceof Supplier<?> noted
        ? (String) noted.get()
        : ServletFramework.super.principal(request);
  }

  /** What an exception handler has answered, or an error page to which it was forwarded. */
  @Override
  public @Nullable Throwable error(HttpServletRequest request) {
    if (request.getAttribute(HANDLED_EXCEPTION) instanceof Throwable handled) {
      return handled;
    }
    return request.getAttribute(FORWARDED_EXCEPTION) instanceof Throwable shown ? shown : null;
  }
}
