package dev.footfall.server.enrich;

/**
 * Guesses the route of a path: segments that are numbers, UUIDs, hashes, dates, addresses, encoded
 * or long become {@code {id}}. A template's template is itself.
 */
public final class RouteTemplate {
  private static final int MAX_SEGMENTS = 32;
  private static final String REST = "{rest}";

  private RouteTemplate() {}

  /** The template of a request's target; at most 32 segments of it, the others are one. */
  public static String of(String target) {
    String path = RequestPath.of(target);
    if (path.isEmpty()) {
      return "/";
    }
    StringBuilder template = new StringBuilder(path.length());
    int segments = 0;
    int start = 0;
    while (true) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start && ++segments > MAX_SEGMENTS) {
        return template.append(REST).toString();
      }
      template.append(PathSegment.template(path.substring(start, end)));
      if (slash < 0) {
        return template.toString();
      }
      template.append('/');
      start = slash + 1;
    }
  }
}
