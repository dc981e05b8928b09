package dev.footfall;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirection leads, and what to do about it. It is not followed, on the same host neither:
 * the key and the records would travel twice, the first time perhaps in the clear, and after most
 * redirections a POST arrives as a GET.
 */
final class Redirect {

  private static final Pattern OUR_PATH =
      Pattern.compile("(.*)/api/(?:log-request|requests|events|health|v1/logs/requests)(/?)");

  private Redirect() {}

  /** Says it in a clause, without the query: that may carry somebody's token. */
  static String explain(@Nullable String location, Config config) {
    HttpUrl server = config.values.serverUrl.http();
    HttpUrl asked = server.newBuilder().addPathSegments(Batch.Kind.REQUESTS.path()).build();
    HttpUrl target = location == null ? null : asked.resolve(location);
    if (target == null) {
      return "the server redirects, but not to a web address; check serverUrl";
    }
    boolean sameHost = target.host().equals(server.host());
    String where =
        "the server redirects to "
            + (sameHost ? "" : "another host, ")
            + Quote.of(withPath(target, target.encodedPath()), config.apiKey)
            + "; ";
    Matcher path = OUR_PATH.matcher(target.encodedPath());
    if (!path.matches()) {
      return where + "check serverUrl, and whether a proxy or a login page stands in front of it";
    }
    String better = withPath(target, path.group(1));
    if (better.equals(withPath(server, server.encodedPath().replaceFirst("/$", "")))) {
      return where + "let the proxy in front of it pass paths as they are";
    }
    return where
        + "set serverUrl to "
        + Quote.of(better, config.apiKey)
        + (sameHost ? "" : " if that is yours");
  }

  private static String withPath(HttpUrl url, String path) {
    String root =
        new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).toString();
    return root.replaceFirst("/$", "") + path;
  }
}
