package dev.footfall.server.enrich;

/** The path of a request's target, as the rules look at it. */
final class RequestPath {
  private static final String SESSION = ";jsessionid";

  private RequestPath() {}

  /** Without query, fragment, session id, and the host of an absolute target. */
  static String of(String target) {
    return withoutHost(withoutSession(withoutQuery(target)));
  }

  private static String withoutQuery(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '?' || c == '#') {
        return target.substring(0, i);
      }
    }
    return target;
  }

  private static String withoutSession(String path) {
    String rest = path;
    int at = rest.indexOf(';');
    while (at >= 0) {
      if (rest.regionMatches(true, at, SESSION, 0, SESSION.length())) {
        int end = rest.indexOf('/', at);
        rest = end < 0 ? rest.substring(0, at) : rest.substring(0, at) + rest.substring(end);
        at--;
      }
      at = rest.indexOf(';', at + 1);
    }
    return rest;
  }

  private static String withoutHost(String path) {
    int scheme = path.indexOf("://");
    if (scheme < 1 || !isScheme(path, scheme)) {
      return path;
    }
    int slash = path.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : path.substring(slash);
  }

  private static boolean isScheme(String path, int end) {
    for (int i = 0; i < end; i++) {
      if (!Character.isLetter(path.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
