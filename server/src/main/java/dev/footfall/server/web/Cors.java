package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** Lets pages of the named origins call this server. Without names nothing is added. */
final class Cors {
  private static final String MAX_AGE_SECONDS = "600";

  private final List<String> origins;

  Cors(List<String> origins) {
    this.origins = origins;
  }

  void register(RoutesConfig routes) {
    if (!origins.isEmpty()) {
      routes.before("/api/*", this::allow);
    }
  }

  private void allow(Context ctx) {
    ctx.header("Vary", "Origin");
    String origin = ctx.header("Origin");
    if (origin != null && (origins.contains("*") || origins.contains(origin))) {
      ctx.header("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin);
      ctx.header(
          "Access-Control-Expose-Headers",
          "Footfall-Server, Footfall-Flush-Interval, Retry-After, RateLimit-Limit,"
              + " RateLimit-Remaining, RateLimit-Reset, ETag, Content-Disposition,"
              + " Footfall-Last-Id, Footfall-Has-More");
    }
    // Not a route: with one, any unknown path would be known, to another method.
    if (ctx.method().equals(HandlerType.OPTIONS)) {
      preflight(ctx);
      ctx.skipRemainingHandlers();
    }
  }

  private void preflight(Context ctx) {
    if (ctx.res().getHeader("Access-Control-Allow-Origin") == null) {
      throw new Refusal(
          403, "This origin is not allowed; the server's --cors-origin names those.", "Origin");
    }
    ctx.header("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    ctx.header(
        "Access-Control-Allow-Headers",
        "Content-Type, Content-Encoding, X-AUTH-TOKEN, API-Key, Authorization, Idempotency-Key");
    ctx.header("Access-Control-Max-Age", MAX_AGE_SECONDS);
    ctx.status(204);
  }
}
