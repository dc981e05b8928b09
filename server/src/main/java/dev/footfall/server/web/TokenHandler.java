package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.FilterReader;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredToken;
import dev.footfall.server.store.TokenTerms;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/tokens}: the tokens of a project, which are shown once, when they are made. */
final class TokenHandler {
  private static final List<String> NAMES = List.of("owner", "scope", "expires_at", "filters");
  private static final Map<String, Scope> SCOPES = scopes();

  private final Store store;
  private final Clock clock;

  TokenHandler(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void list(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    List<StoredToken> tokens =
        store.tokens(Access.caller(ctx).projectId()).stream()
            .filter(token -> !token.isShared())
            .toList();
    Credentials.send(ctx, tokens, TokenHandler::write);
  }

  void make(Context ctx) throws IOException {
    Credentials.Issued issued = Credentials.issue(store, ctx, terms(Credentials.body(ctx, NAMES)));
    JsonAnswer.send(
        ctx,
        201,
        json -> {
          json.writeStartObject();
          write(json, issued.token());
          json.writeStringField("token", issued.secret());
          json.writeEndObject();
        });
  }

  void revoke(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (!store.revokeToken(Access.caller(ctx), Credentials.id(ctx, "token"), false)) {
      throw Credentials.unknown("token");
    }
    Credentials.done(ctx, "The token is revoked.");
  }

  private TokenTerms terms(JsonValue body) {
    String owner = Credentials.name(body.need("owner"));
    JsonValue scopeValue = body.need("scope");
    Scope scope = scopeValue.oneOf(SCOPES);
    JsonValue filters = body.find("filters");
    if (filters != null) {
      FilterReader.lock(filters);
      if (scope != Scope.READ) {
        throw scopeValue.refusal("must be read where there are filters");
      }
    }
    return new TokenTerms(
        owner,
        scope,
        Credentials.expiry(body.find("expires_at"), clock),
        filters == null ? null : filters.node().toString());
  }

  private static void write(JsonGenerator json, StoredToken token) throws IOException {
    json.writeNumberField("id", token.id());
    json.writeStringField("owner", token.owner());
    json.writeStringField("scope", token.scope().wireName());
    LogAnswer.raw(json, "filters", token.filters());
    json.writeNumberField("key_id", token.keyId());
    Credentials.time(json, "created_at", token.createdAt());
    Credentials.time(json, "expires_at", token.expiresAt());
    Credentials.time(json, "revoked_at", token.revokedAt());
  }

  private static Map<String, Scope> scopes() {
    Map<String, Scope> scopes = new LinkedHashMap<>();
    Arrays.stream(Scope.values()).forEach(scope -> scopes.put(scope.wireName(), scope));
    return scopes;
  }
}
