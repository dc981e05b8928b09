package dev.footfall.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servlets without a framework: the route is the pattern of the servlet's mapping. */
final class MappedServlet implements ServletFramework {

  /** The pattern where it says more than "everything". */
  @Override
  public @Nullable String route(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    if (mapping == null) {
      return null;
    }
    MappingMatch match = mapping.getMappingMatch();
    String pattern = mapping.getPattern();
    boolean telling =
        match == MappingMatch.EXACT || (match == MappingMatch.PATH && !pattern.equals("/*"));
    return telling ? below(request.getContextPath(), pattern) : null;
  }

  /** The patterns that {@link #route} may answer; which methods a servlet has it does not tell. */
  static List<String> declaredRoutes(ServletContext context) {
    List<String> routes = new ArrayList<>();
    for (ServletRegistration servlet : context.getServletRegistrations().values()) {
      for (String pattern : servlet.getMappings()) {
        if (pattern.startsWith("/") && !pattern.equals("/") && !pattern.equals("/*")) {
          routes.add("* " + below(context.getContextPath(), pattern));
        }
      }
    }
    return routes;
  }

  private static String below(@Nullable String contextPath, String pattern) {
    return contextPath == null ? pattern : contextPath + pattern;
  }
}
