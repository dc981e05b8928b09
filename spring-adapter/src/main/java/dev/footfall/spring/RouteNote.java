package dev.footfall.spring;

import jakarta.servlet.DispatcherType;
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
      String route =
          request.getDispatcherType() == DispatcherType.ERROR
              ? null
              : SpringRequests.matched(request);
      request.setAttribute(SpringRequests.ROUTE, route == null ? SpringRequests.NO_ROUTE : route);
    }
    return true;
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
