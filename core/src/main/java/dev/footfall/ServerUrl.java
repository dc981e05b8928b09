package dev.footfall;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, checked and in one spelling. Read without OkHttp where that is possible: its
 * tables of international names would cost every application's start 40 ms.
 *
 * @param text the whole, with a path, without user, query and fragment
 * @param host without the brackets of an IPv6 address
 */
record ServerUrl(String text, String host) {

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is not one of a server, with the rule and the value
   */
  static ServerUrl of(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      return byOkHttp(url);
    }
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      return byOkHttp(url);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw noUrl(url);
    }
    check(url, uri.getRawUserInfo(), uri.getRawQuery(), uri.getRawFragment());
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean usual = uri.getPort() == (scheme.equals("http") ? 80 : 443);
    String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
    String path = uri.normalize().getRawPath();
    return new ServerUrl(
        scheme + "://" + host + port + (path.isEmpty() ? "/" : path),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
  }

  /** For names that {@link URI} does not know: with an underscore, or beyond ASCII. */
  private static ServerUrl byOkHttp(String url) {
    HttpUrl http = HttpUrl.parse(url);
    if (http == null) {
      throw noUrl(url);
    }
    boolean hasUser = !http.username().isEmpty() || !http.password().isEmpty();
    check(url, hasUser ? http.username() : null, http.query(), http.fragment());
    return new ServerUrl(http.toString(), http.host());
  }

  private static void check(
      String url, @Nullable String user, @Nullable String query, @Nullable String fragment) {
    if (user != null) {
      throw new IllegalArgumentException("serverUrl must not carry a user name or password");
    }
    if (query != null || fragment != null) {
      throw new IllegalArgumentException("serverUrl must not have a query or fragment: " + url);
    }
  }

  private static IllegalArgumentException noUrl(String url) {
    return new IllegalArgumentException("serverUrl is no http or https URL: " + url);
  }

  boolean isTls() {
    return text.startsWith("https:");
  }

  /** For the HTTP client. */
  HttpUrl http() {
    return HttpUrl.get(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
