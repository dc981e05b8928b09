package dev.footfall;

import org.jspecify.annotations.Nullable;

/**
 * What the client and a mapper may ask of a request. An adapter implements it over its framework's
 * own request; every answer may be null. It is used only on the thread that completes the request
 * and only until that completes, so it need not be thread-safe.
 */
public interface RequestView {

  /** The method as it was sent, such as {@code GET}. */
  @Nullable String method();

  /**
   * The raw request target: percent-encoded, context path included, without query and {@code
   * ;jsessionid}.
   */
  @Nullable String path();

  /** The template that matched, such as {@code /v1/items/{id}}, or null when none is known. */
  @Nullable String route();

  /** The host that was asked for, without port, in lower case. */
  @Nullable String host();

  /** The address of the peer that opened the connection. */
  @Nullable String remoteAddress();

  /** The value of the first field of this name; the name's case does not matter. */
  @Nullable String header(String name);

  /** The name of the authenticated user. */
  @Nullable String principal();

  /** An attribute that the application has put on the request. */
  @Nullable Object attribute(String name);

  /** The framework's own request object if it is a {@code type}, else null. */
  <T> @Nullable T unwrap(Class<T> type);

  /**
   * All lines of a list-valued field, joined by commas as RFC 9110 §5.3 allows. Forwarding headers
   * are read through it, because a proxy may add its hop as a line of its own. By default {@link
   * #header}.
   */
  default @Nullable String headerLines(String name) {
    return header(name);
  }

  /** The value of a field of the response, or null where the framework does not tell. */
  default @Nullable String responseHeader(String name) {
    return null;
  }
}
