package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.query.TimeReader;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.AccessToken;
import dev.footfall.server.store.Holding;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredToken;
import dev.footfall.server.store.TokenTerms;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the calls for keys, for tokens and for share links have in common. */
final class Credentials {
  private static final int MAX_BODY_BYTES = 65_536;
  private static final int MAX_NAME = 100;

  private Credentials() {}

  static JsonValue body(Context ctx, List<String> names) throws IOException {
    JsonValue body = JsonValue.ofBody(ctx.req().getInputStream(), MAX_BODY_BYTES);
    body.checkNames(names);
    return body;
  }

  /** A name that a person gives. */
  static String name(JsonValue value) {
    String name = value.text();
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw value.refusal("must be 1 to " + MAX_NAME + " characters, none of them a control one");
    }
    return name;
  }

  /** From when on something opens nothing; null: it says nothing of that. */
  static @Nullable Instant expiry(@Nullable JsonValue value, Clock clock) {
    if (value == null) {
      return null;
    }
    Instant expiresAt = TimeReader.instant(value, ZoneOffset.UTC);
    if (!expiresAt.isAfter(clock.instant())) {
      throw value.refusal("must be in the future");
    }
    return expiresAt;
  }

  /**
   * A token that was just made.
   *
   * @param secret shown now, and never again
   */
  record Issued(String secret, StoredToken token) {}

  static Issued issue(Store store, Context ctx, TokenTerms terms) {
    AccessToken token = AccessToken.random();
    StoredToken made = store.addToken(Access.caller(ctx), terms, token.hash());
    if (made == null) {
      throw new Refusal(
          409,
          "The project has 1,000 live tokens and share links, so revoke one first; or the key or"
              + " token that was shown was revoked meanwhile.",
          null);
    }
    return new Issued(token.secret(), made);
  }

  /** The id in the path; what is no number is the id of nothing. */
  static int id(Context ctx, String what) {
    String id = ctx.pathParam("id");
    if (!id.matches("[0-9]{1,9}")) {
      throw unknown(what);
    }
    return Integer.parseInt(id);
  }

  static Refusal unknown(String what) {
    return new Refusal(404, "The project has no " + what + " with this id.", "id");
  }

  static void done(Context ctx, String message) throws IOException {
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("status", 200);
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }

  static <T> void send(Context ctx, List<T> rows, LogAnswer.Writing<T> writing) throws IOException {
    JsonAnswer.stream(
        ctx,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("data");
          for (T row : rows) {
            json.writeStartObject();
            writing.write(json, row);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static void holding(JsonGenerator json, Holding holding) throws IOException {
    json.writeNumberField("requests", holding.requests());
    json.writeNumberField("events", holding.events());
    time(json, "first_created_at", holding.firstCreatedAt());
    time(json, "last_received_at", holding.lastReceivedAt());
  }

  static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
    json.writeStringField(name, time == null ? null : time.toString());
  }
}
