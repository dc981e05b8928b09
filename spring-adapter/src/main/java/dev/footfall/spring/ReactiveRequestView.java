package dev.footfall.spring;

import dev.footfall.RequestView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** A WebFlux request as the client sees it. Reads only when asked. */
final class ReactiveRequestView implements RequestView {

  private static final String EVERYTHING = "/**";

  private final ServerHttpRequest request;
  private final ServerHttpResponse response;
  private volatile @Nullable ServerWebExchange exchange;

  ReactiveRequestView(ServerHttpRequest request, ServerHttpResponse response) {
    this.request = request;
    this.response = response;
  }

  void entered(ServerWebExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public @Nullable String method() {
    return request.getMethod().name();
  }

  @Override
  public @Nullable String path() {
    return request.getURI().getRawPath();
  }

  @Override
  public @Nullable String route() {
    if (!(attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern match)
        || match.getPatternString().equals(EVERYTHING)
        || servesFiles(attribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))) {
      return null;
    }
    String route = request.getPath().contextPath().value() + match.getPatternString();
    return route.isEmpty() ? "/" : route;
  }

  /** Files have no routes, whatever the pattern under which they are served. */
  static boolean servesFiles(@Nullable Object handler) {
    return handler instanceof ResourceWebHandler;
  }

  @Override
  public @Nullable String host() {
    URI uri = request.getURI();
    // A name with an underscore, as containers have them, is no host to a URI.
    String host = uri.getHost() == null ? withoutPort(uri.getRawAuthority()) : uri.getHost();
    return host == null ? null : host.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String withoutPort(@Nullable String authority) {
    int colon = authority == null ? -1 : authority.lastIndexOf(':');
    return authority == null || colon < 0 ? authority : authority.substring(0, colon);
  }

  @Override
  public @Nullable String remoteAddress() {
    InetSocketAddress peer = request.getRemoteAddress();
    InetAddress address = peer == null ? null : peer.getAddress();
    return address == null ? null : address.getHostAddress();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().getFirst(name);
  }

  @Override
  public @Nullable String headerLines(String name) {
    String first = header(name);
    if (first == null) {
      return null;
    }
    // The short ways to all lines have other signatures before Spring 7.
    List<String> lines = new ArrayList<>(1);
    request
        .getHeaders()
        .forEach(
            (field, values) -> {
              if (field.equalsIgnoreCase(name)) {
                lines.addAll(values);
              }
            });
    return lines.size() > 1 ? String.join(",", lines) : first;
  }

  @Override
  public @Nullable String principal() {
    return (String) attribute(ReactivePrincipalNote.ATTRIBUTE);
  }

  @Override
  public @Nullable Object attribute(String name) {
    ServerWebExchange entered = exchange;
    return entered == null ? null : entered.getAttribute(name);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    if (type.isInstance(request)) {
      return type.cast(request);
    }
    ServerWebExchange entered = exchange;
    return type.isInstance(entered) ? type.cast(entered) : null;
  }

  @Override
  public @Nullable String responseHeader(String name) {
    return response.getHeaders().getFirst(name);
  }
}
