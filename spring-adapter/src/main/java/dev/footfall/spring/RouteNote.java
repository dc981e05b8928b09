package dev.footfall.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notes the route of a request's first match, so that a forward or an error page, which match a
 * handler of their own, do not take it away.
 */
final class RouteNote implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(SpringRequests.ROUTE) == null) {
      String route = isForErrorPage(request) ? null : SpringRequests.matched(request);
      request.setAttribute(SpringRequests.ROUTE, route == null ? SpringRequests.NO_ROUTE : route);
    }
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable error) {
      // Boot's own filter takes it away when the page is done.
      request.setAttribute(SpringRequests.FORWARDED_EXCEPTION, error);
    }
    return true;
  }

  /**
   * In somebody else's container Boot forwards to its error page, where the container would not.
   */
  private static boolean isForErrorPage(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.ERROR
        || request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
  }

  /** Puts the note before all interceptors, for one that rejects a request matched as well. */
  static final class Registration implements WebMvcConfigurer, Ordered {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(new RouteNote()).order(HIGHEST_PRECEDENCE);
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
