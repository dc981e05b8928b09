package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session: a cookie with the key or token that somebody signed in with, which scripts
 * cannot read. A browser sends it by itself, so it counts only in calls of the server's own pages.
 */
final class SessionCookie {
  static final String NAME = "footfall_session";

  /** What it holds instead of a key in the demo. */
  static final String DEMO = "demo";

  private static final Duration AGE = Duration.ofDays(30);

  private final String path;
  private final PublicOrigin origin;

  SessionCookie(String basePath, PublicOrigin origin) {
    path = basePath + "/";
    this.origin = origin;
  }

  static @Nullable String value(Context ctx) {
    String value = ctx.cookie(NAME);
    return value == null || value.isBlank() ? null : value;
  }

  void set(Context ctx, String value) {
    send(ctx, value, AGE.toSeconds());
  }

  void clear(Context ctx) {
    send(ctx, "", 0);
  }

  private void send(Context ctx, String value, long seconds) {
    ctx.res()
        .addHeader(
            "Set-Cookie",
            NAME
                + "="
                + value
                + "; Path="
                + path
                + "; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Strict"
                + (origin.isSecure(ctx) ? "; Secure" : ""));
  }

  /** Refuses a call of another site's page, and one that changes something and may be of one. */
  void refuseOtherSites(Context ctx) {
    refuseForeign(ctx);
    boolean reads = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    if (!reads
        && ctx.header("Origin") == null
        && !"same-origin".equals(ctx.header("Sec-Fetch-Site"))) {
      throw new Refusal(
          403,
          "A session is for the server's own pages, and this call does not say which page it comes"
              + " from; programs show their key in a header.",
          "Origin");
    }
  }

  /** Refuses a call of which is known that it comes from another site's page. */
  void refuseForeign(Context ctx) {
    List<String> origins = Collections.list(ctx.req().getHeaders("Origin"));
    String site = ctx.header("Sec-Fetch-Site");
    boolean foreign =
        origins.size() > 1
            || origins.stream().anyMatch(each -> !origin.is(ctx, each))
            || (site != null && !site.equals("same-origin") && !site.equals("none"));
    if (foreign) {
      throw new Refusal(
          403, "A session is for the server's own pages, at " + origin.of(ctx) + ".", "Origin");
    }
  }
}
