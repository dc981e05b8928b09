package dev.footfall.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
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
    if (!telling) {
      return null;
    }
    String context = request.getContextPath();
    return context == null || context.isEmpty() ? pattern : context + pattern;
  }
}
