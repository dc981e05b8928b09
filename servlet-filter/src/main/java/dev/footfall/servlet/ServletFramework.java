package dev.footfall.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a framework on top of servlets knows of a request better than its container. For adapters,
 * see {@link AnalyticsFilter#AnalyticsFilter(dev.footfall.Analytics, ServletFramework)}. Must be
 * thread-safe; asked once a request at most, on the thread that completes it.
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
}
