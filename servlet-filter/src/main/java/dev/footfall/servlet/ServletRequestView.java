package dev.footfall.servlet;

import dev.footfall.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as the client sees it. Reads only when asked. {@link Exchange} is the only kind
 * there is: one object a request, and not two.
 */
abstract class ServletRequestView implements RequestView {

  private static final String SESSION_ID = ";jsessionid=";

  private final ServletFramework framework;
  final HttpServletRequest request;
  final HttpServletResponse response;
  private final @Nullable String path;
  private @Nullable String route;
  private boolean routeKept;

  ServletRequestView(
      ServletFramework framework, HttpServletRequest request, HttpServletResponse response) {
    this.framework = framework;
    this.request = request;
    this.response = response;
    // Taken now: a container may change it when the request is dispatched elsewhere.
    path = withoutSessionId(request.getRequestURI());
  }

  private static @Nullable String withoutSessionId(@Nullable String uri) {
    int at = uri == null ? -1 : uri.indexOf(SESSION_ID);
    if (uri == null || at < 0) {
      return uri;
    }
    int end = at + SESSION_ID.length();
    while (end < uri.length() && uri.charAt(end) != ';' && uri.charAt(end) != '/') {
      end++;
    }
    return uri.substring(0, at) + uri.substring(end);
  }

  @Override
  public final @Nullable String method() {
    return request.getMethod();
  }

  @Override
  public final @Nullable String path() {
    return path;
  }

  @Override
  public final @Nullable String route() {
    return routeKept ? route : framework.route(request);
  }

  /** What failed the request though it was answered, with this status. */
  final @Nullable Throwable answeredError(int status) {
    try {
      return status / 100 == 4 ? null : framework.error(request);
    } catch (RuntimeException e) {
      return null; // an adapter's mistake costs its field, and not the request
    }
  }

  /** Takes the route now: a later dispatch of the request may match another one. */
  final void keepRoute() {
    try {
      route = framework.route(request);
    } catch (RuntimeException e) {
      route = null; // as above
    }
    routeKept = true;
  }

  @Override
  public final @Nullable String host() {
    String host = request.getServerName();
    return host == null ? null : host.toLowerCase(Locale.ROOT);
  }

  @Override
  public final @Nullable String remoteAddress() {
    return request.getRemoteAddr();
  }

  @Override
  public final @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public final @Nullable String headerLines(String name) {
    Enumeration<String> lines = request.getHeaders(name);
    if (lines == null || !lines.hasMoreElements()) {
      return null;
    }
    String first = lines.nextElement();
    if (!lines.hasMoreElements()) {
      return first;
    }
    StringJoiner all = new StringJoiner(",").add(first);
    while (lines.hasMoreElements()) {
      all.add(lines.nextElement());
    }
    return all.toString();
  }

  @Override
  public final @Nullable String principal() {
    return framework.principal(request);
  }

  @Override
  public final @Nullable Object attribute(String name) {
    return request.getAttribute(name);
  }

  @Override
  public final <T> @Nullable T unwrap(Class<T> type) {
    return type.isInstance(request) ? type.cast(request) : null;
  }

  @Override
  public final @Nullable String responseHeader(String name) {
    return response.getHeader(name);
  }
}
