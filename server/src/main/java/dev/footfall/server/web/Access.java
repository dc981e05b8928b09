package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may see what: finds the key that a call shows, or refuses it. */
final class Access {
  private static final String BEARER = "bearer ";

  private static final String KEY = "footfall.key";

  private final Store store;
  private final SignUp signUp;

  Access(Store store, SignUp signUp) {
    this.store = store;
    this.signUp = signUp;
  }

  /** Refuses a call whose caller has not what it needs. */
  void require(Context ctx, Need need) {
    switch (need) {
      case READ, ADMIN -> ctx.attribute(KEY, known(ctx));
      case OPERATOR -> signUp.check(ctx);
      // What these need stands in the body or in the path, which their handlers read.
      case NOTHING, WRITE, SHARE -> {}
    }
  }

  /** The key of a call that needed one. */
  static Key key(Context ctx) {
    return Objects.requireNonNull(ctx.<Key>attribute(KEY), "the endpoint needs no key");
  }

  /** What the call shows: X-AUTH-TOKEN, API-Key or a bearer token; null when it shows nothing. */
  static @Nullable String credential(Context ctx) {
    for (String name : new String[] {"X-AUTH-TOKEN", "API-Key"}) {
      String value = ctx.header(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    return null;
  }

  private Key known(Context ctx) {
    String credential = credential(ctx);
    if (credential == null) {
      throw new Refusal(
          401,
          "No key: send it in the header X-AUTH-TOKEN, API-Key or Authorization: Bearer.",
          "X-AUTH-TOKEN");
    }
    ApiKey key = ApiKey.parse(credential);
    Key known = key == null ? null : store.key(key.hash());
    if (known == null) {
      throw new Refusal(401, "This key is not known here.", "X-AUTH-TOKEN");
    }
    return known;
  }

  /** The key with this text when it exists. */
  ApiKey existing(String text) {
    ApiKey key = ApiKey.parse(text);
    if (key == null || store.key(key.hash()) == null) {
      throw new Refusal(401, "This key is not known here.", "key");
    }
    return key;
  }

  /** The project that a share id opens for reading. */
  int sharedProject(String shareId) {
    ApiKey id = ApiKey.parse(shareId);
    Integer project = id == null ? null : store.sharedProject(id.hash());
    if (project == null) {
      throw Refusal.badRequest("This user id is not known here.", "userId");
    }
    return project;
  }
}
