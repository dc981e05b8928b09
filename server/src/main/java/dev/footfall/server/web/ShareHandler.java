package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.FilterReader;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.query.TimeReader;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.SharedPeriod;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredToken;
import dev.footfall.server.store.TokenTerms;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/shares}: the share links of a project, which are shown once, as tokens are. */
final class ShareHandler {
  private static final List<String> NAMES =
      List.of("name", "expires_at", "filters", "from", "to", "last_days");
  private static final int MAX_DAYS = 3650;

  private final Store store;
  private final Clock clock;
  private final PublicOrigin origin;
  private final String path;

  ShareHandler(Store store, Clock clock, PublicOrigin origin, String basePath) {
    this.store = store;
    this.clock = clock;
    this.origin = origin;
    path = basePath + DashboardPage.SHARE;
  }

  void list(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    List<StoredToken> shares =
        store.tokens(Access.caller(ctx).projectId()).stream()
            .filter(StoredToken::isShared)
            .toList();
    Credentials.send(ctx, shares, ShareHandler::write);
  }

  void make(Context ctx) throws IOException {
    Credentials.Issued issued = Credentials.issue(store, ctx, terms(Credentials.body(ctx, NAMES)));
    // what stands behind # no browser sends, so that no log has it
    String url = origin.of(ctx) + path + "#" + issued.secret();
    JsonAnswer.send(
        ctx,
        201,
        json -> {
          json.writeStartObject();
          write(json, issued.token());
          json.writeStringField("token", issued.secret());
          json.writeStringField("url", url);
          json.writeEndObject();
        });
  }

  void revoke(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (!store.revokeToken(Access.caller(ctx), Credentials.id(ctx, "share link"), true)) {
      throw Credentials.unknown("share link");
    }
    Credentials.done(ctx, "The share link is revoked.");
  }

  private TokenTerms terms(JsonValue body) {
    String name = Credentials.name(body.need("name"));
    Instant expiresAt = Credentials.expiry(body.need("expires_at"), clock);
    return new TokenTerms(name, Scope.READ, expiresAt, filters(body.find("filters")), period(body));
  }

  /** An empty list is as good as none. */
  private static @Nullable String filters(@Nullable JsonValue filters) {
    if (filters == null || (filters.node().isArray() && filters.node().isEmpty())) {
      return null;
    }
    refuseAddresses(filters, FilterReader.lock(filters));
    return filters.node().toString();
  }

  /** Whoever comes by the link sees its filters. */
  private static void refuseAddresses(JsonValue filters, Condition lock) {
    for (Field field : List.of(Field.IP_ADDRESS, Field.USER)) {
      if (lock.names(field)) {
        throw filters.refusal(
            "names "
                + field.wireName()
                + ", which may be an address, and a share link shows its filters; user_id does");
      }
    }
  }

  private static SharedPeriod period(JsonValue body) {
    JsonValue end = body.find("to");
    JsonValue days = body.find("last_days");
    Instant from = instant(body.find("from"));
    Instant to = instant(end);
    if (from != null && end != null && to != null && !from.isBefore(to)) {
      throw end.refusal("must be later than from");
    }
    if (days != null && (from != null || to != null)) {
      throw days.refusal("does not go with from and to");
    }
    return new SharedPeriod(from, to, days == null ? null : (Integer) days.integer(1, MAX_DAYS));
  }

  private static @Nullable Instant instant(@Nullable JsonValue value) {
    return value == null ? null : TimeReader.instant(value, ZoneOffset.UTC);
  }

  private static void write(JsonGenerator json, StoredToken share) throws IOException {
    json.writeNumberField("id", share.id());
    json.writeStringField("name", share.owner());
    LogAnswer.raw(json, "filters", share.filters() == null ? "[]" : share.filters());
    SharedPeriod period = share.shared();
    if (period != null) {
      period(json, period);
    }
    json.writeNumberField("key_id", share.keyId());
    Credentials.time(json, "created_at", share.createdAt());
    Credentials.time(json, "expires_at", share.expiresAt());
    Credentials.time(json, "revoked_at", share.revokedAt());
  }

  /** Of what time it shows records. */
  static void period(JsonGenerator json, SharedPeriod period) throws IOException {
    Credentials.time(json, "from", period.from());
    Credentials.time(json, "to", period.to());
    json.writeFieldName("last_days");
    Integer days = period.lastDays();
    if (days == null) {
      json.writeNull();
    } else {
      json.writeNumber(days);
    }
  }
}
