package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.SharedPeriod;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredToken;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/session}: who is signed in with this browser. */
final class SessionHandler {
  private static final List<String> NAMES = List.of("key", "demo");

  private final String version;
  private final Access access;
  private final Limits limits;
  private final SessionCookie session;
  private final PublicOrigin origin;
  private final Store store;

  SessionHandler(
      WebSettings settings,
      Access access,
      Limits limits,
      SessionCookie session,
      PublicOrigin origin,
      Store store) {
    version = settings.version();
    this.access = access;
    this.limits = limits;
    this.session = session;
    this.origin = origin;
    this.store = store;
  }

  void signIn(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    session.refuseForeign(ctx);
    JsonValue body = Credentials.body(ctx, NAMES);
    JsonValue demo = body.find("demo");
    if (demo != null && demo.truth()) {
      if (body.find("key") != null) {
        throw demo.refusal("is for whoever has no key");
      }
      Caller visitor = access.visitor();
      if (visitor == null) {
        throw demo.refusal("is not to be had: this server has none");
      }
      session.set(ctx, SessionCookie.DEMO);
      answer(ctx, visitor, true);
    } else {
      String key = body.need("key").text().strip();
      Caller caller = access.signingIn(ctx, key);
      session.set(ctx, key);
      answer(ctx, caller, false);
    }
  }

  void show(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    Caller caller = null;
    try {
      caller = access.known(ctx);
    } catch (Refusal e) {
      Refusal judged = limits.judge(ctx, Need.READ_FILTERED, e);
      if (judged.status() != 401) {
        throw judged;
      }
      if (isByCookie(ctx)) {
        session.clear(ctx);
      }
    }
    answer(ctx, caller, isByCookie(ctx) && SessionCookie.DEMO.equals(SessionCookie.value(ctx)));
  }

  private static boolean isByCookie(Context ctx) {
    return Access.credential(ctx) == null && SessionCookie.value(ctx) != null;
  }

  void signOut(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (SessionCookie.value(ctx) != null) {
      session.refuseOtherSites(ctx);
      session.clear(ctx);
    }
    Credentials.done(ctx, "You are signed out.");
  }

  private void answer(Context ctx, @Nullable Caller caller, boolean demo) throws IOException {
    String filters = caller == null ? null : filters(caller);
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("signed_in", caller != null);
          if (caller != null) {
            write(json, caller, store.settings(caller.projectId()), filters, demo);
          }
          json.writeObjectFieldStart("server");
          json.writeStringField("version", version);
          json.writeBooleanField("demo", access.visitor() != null);
          json.writeStringField("origin", origin.of(ctx));
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void write(
      JsonGenerator json,
      Caller caller,
      ProjectSettings settings,
      @Nullable String filters,
      boolean demo)
      throws IOException {
    json.writeObjectFieldStart("project");
    json.writeNumberField("id", caller.projectId());
    json.writeBooleanField("mask_addresses", settings.maskAddresses() || caller.isShared());
    // A route may be what the filters of a token are to keep from it.
    List<String> hidden = caller.isLocked() ? List.of() : settings.hiddenRoutes();
    SettingsHandler.texts(json, "hidden_routes", hidden);
    json.writeEndObject();
    json.writeStringField("name", caller.name());
    json.writeStringField("scope", caller.scope().wireName());
    LogAnswer.raw(json, "filters", filters == null ? "[]" : filters);
    json.writeBooleanField("demo", demo);
    SharedPeriod shared = caller.shared();
    if (shared != null) {
      json.writeObjectFieldStart("shared");
      ShareHandler.period(json, shared);
      Credentials.time(json, "expires_at", caller.expiresAt());
      json.writeEndObject();
    }
  }

  /** As they were given when the token was made. */
  private @Nullable String filters(Caller caller) throws IOException {
    Integer token = caller.token();
    if (!caller.isLocked() || token == null) {
      return null;
    }
    return store.tokens(caller.projectId()).stream()
        .filter(each -> each.id() == token)
        .findFirst()
        .map(StoredToken::filters)
        .orElse(null);
  }
}
