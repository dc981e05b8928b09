package dev.footfall.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Somebody else's filter, which answers before a handler can. */
final class MvcCommitting extends HttpFilter {

  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean goesOn = request.getRequestURI().endsWith("/committed-early");
    response.setStatus(goesOn ? 202 : 403);
    response.getWriter().print(goesOn ? "early" : "stopped");
    response.flushBuffer();
    if (goesOn) {
      chain.doFilter(request, response);
    }
  }
}
