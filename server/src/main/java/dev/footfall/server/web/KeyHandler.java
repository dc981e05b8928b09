package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Holding;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredKey;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/keys}: the keys of a project, which are shown once, when they are made. */
final class KeyHandler {
  private static final List<String> NAMES = List.of("name");

  private final Store store;

  KeyHandler(Store store) {
    this.store = store;
  }

  void list(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    Key current = Access.key(ctx);
    List<StoredKey> keys = store.keys(current.projectId());
    Map<Integer, Holding> holdings = store.holdings(current.projectId());
    Credentials.send(
        ctx,
        keys,
        (json, key) -> {
          write(json, key);
          json.writeBooleanField("current", key.id() == current.keyId());
          Credentials.holding(json, holdings.getOrDefault(key.id(), Holding.NONE));
        });
  }

  void make(Context ctx) throws IOException {
    JsonValue body = Credentials.body(ctx, NAMES);
    String name = Credentials.name(body.need("name"));
    ApiKey key = ApiKey.random();
    StoredKey made = store.addKey(Access.caller(ctx), name, key.hash(), key.shareHash());
    if (made == null) {
      throw new Refusal(
          409,
          "The project has 100 live keys, so revoke one first; or the key or token that was shown"
              + " was revoked meanwhile.",
          null);
    }
    JsonAnswer.send(
        ctx,
        201,
        json -> {
          json.writeStartObject();
          write(json, made);
          json.writeStringField("key", key.secret());
          json.writeEndObject();
        });
  }

  void revoke(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    int id = Credentials.id(ctx, "key");
    switch (store.revokeKey(Access.caller(ctx), id)) {
      case DONE -> Credentials.done(ctx, "The key is revoked; its records stay.");
      case UNKNOWN -> throw Credentials.unknown("key");
      case LAST ->
          throw new Refusal(
              409,
              "This is the project's last live key: make another one first with POST /api/v1/keys,"
                  + " or delete all that the project has with DELETE /api/account.",
              "id");
    }
  }

  private static void write(JsonGenerator json, StoredKey key) throws IOException {
    json.writeNumberField("id", key.id());
    json.writeStringField("name", key.name());
    Credentials.time(json, "created_at", key.createdAt());
    Credentials.time(json, "revoked_at", key.revokedAt());
  }
}
