package dev.footfall.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a framework on top of servlets knows of a request better than its container. For adapters,
 * see {@link AnalyticsFilter#AnalyticsFilter(dev.footfall.Analytics, ServletFramework)}. Must be
 * thread-safe; asked on the thread that completes the request.
 */
@FunctionalInterface
public interface ServletFramework {

  /** The template of the handler that matched, context path included; null when none has. */
  @Nullable String route(HttpServletRequest request);

  /** The name of the authenticated user. By default whom the container knows. */
  default @Nullable String principal(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? null : principal.getName();
  }

  /**
   * An exception that the framework has answered itself, so that it did not leave the chain. It is
   * recorded as what failed the request unless the answer's status is a 4xx: then it was meant as
   * an answer. By default none.
   */
  default @Nullable Throwable error(HttpServletRequest request) {
    return null;
  }
}
