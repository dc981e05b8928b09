package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Credential;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may do what: finds out who makes a call, and refuses whoever has not what it needs. */
final class Access {
  private static final String BEARER = "bearer ";

  private static final String CALLER = "footfall.caller";
  private static final String PROJECT = "footfall.project";
  private static final String ACTOR = "footfall.actor";

  private final Store store;
  private final SignUp signUp;
  private final SessionCookie session;
  private final @Nullable Supplier<@Nullable Caller> demo;
  private final Looks looks;
  private final Clock clock;

  Access(WebSettings settings, SessionCookie session, Store store, Clock clock) {
    this.store = store;
    signUp = new SignUp(settings);
    this.session = session;
    demo = settings.demo();
    looks = new Looks(store.uses(), clock);
    this.clock = clock;
  }

  /** Refuses a call whose caller has not what it needs. */
  void require(Context ctx, Need need) {
    switch (need) {
      case READ, READ_FILTERED -> admit(ctx, masked(reader(ctx, need)));
      case ADMIN -> admit(ctx, scoped(ctx, Scope.ADMIN));
      case KEY -> existing(ctx.pathParam("key"));
      case SHARE -> admit(ctx, sharedProject(ctx.pathParam("userId")));
      case SIGN_UP -> ctx.attribute(ACTOR, signUp.check(ctx));
      case OPERATOR -> ctx.attribute(ACTOR, signUp.checkOperator(ctx));
      case ADMIN_TOKEN -> signUp.checkToken(ctx);
      // Its key stands in the body, where ingest reads that of a post.
      case NOTHING, WRITE, SIGN_IN -> {}
    }
  }

  private void admit(Context ctx, Caller caller) {
    ctx.attribute(CALLER, caller.at(clock.instant()));
    looks.note(ctx, caller.projectId());
  }

  private Caller masked(Caller caller) {
    return store.settings(caller.projectId()).maskAddresses() ? caller.masked() : caller;
  }

  private void admit(Context ctx, Integer sharedProject) {
    ctx.attribute(PROJECT, sharedProject);
    looks.note(ctx, sharedProject);
  }

  /** Whoever makes a call that needs a scope. */
  static Caller caller(Context ctx) {
    return Objects.requireNonNull(ctx.<Caller>attribute(CALLER), "the endpoint needs no scope");
  }

  /** The key of a call that needs a scope; of a token the one that it was made with. */
  static Key key(Context ctx) {
    return caller(ctx).key();
  }

  /** The project of a call that needs a share id. */
  static int sharedProject(Context ctx) {
    return Objects.requireNonNull(
        ctx.<Integer>attribute(PROJECT), "the endpoint needs no share id");
  }

  /** How the audit log calls whoever makes a call that needs the operator. */
  static String actor(Context ctx) {
    return Objects.requireNonNull(ctx.<String>attribute(ACTOR), "the endpoint needs no operator");
  }

  /** What the call's headers show: X-AUTH-TOKEN, API-Key or a bearer token; null: nothing. */
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

  private Caller reader(Context ctx, Need need) {
    Caller caller = scoped(ctx, Scope.READ);
    if (need == Need.READ && caller.isLocked()) {
      throw new Refusal(
          403,
          caller.isShared()
              ? "A share link does not show this."
              : "This token sees only what its filters let through, and this call cannot be"
                  + " filtered.",
          field(ctx));
    }
    return caller;
  }

  private Caller scoped(Context ctx, Scope needed) {
    return checked(known(ctx), needed, field(ctx));
  }

  private static Caller checked(Caller caller, Scope needed, String field) {
    if (!caller.scope().includes(needed)) {
      throw new Refusal(
          403,
          caller.isShared()
              ? "A share link is for looking, and changes nothing."
              : caller.scope().refusal(needed),
          field);
    }
    return caller;
  }

  /** Whoever makes the call, by a header or else by the cookie; refused where nobody is known. */
  Caller known(Context ctx) {
    String header = credential(ctx);
    if (header != null) {
      return opening(header, field(ctx));
    }
    String cookie = SessionCookie.value(ctx);
    if (cookie == null) {
      throw new Refusal(
          401,
          "No key: send it in the header X-AUTH-TOKEN, API-Key or Authorization: Bearer.",
          field(ctx));
    }
    session.refuseOtherSites(ctx);
    Caller visitor = cookie.equals(SessionCookie.DEMO) ? visitor() : null;
    return visitor == null ? opening(cookie, field(ctx)) : visitor;
  }

  /** Whoever signs in with a key or a token. */
  Caller signingIn(Context ctx, String text) {
    Caller caller = checked(opening(text, "key"), Scope.READ, "key");
    looks.note(ctx, caller.projectId());
    return caller;
  }

  /** Whoever looks at the demo; null where there is none. */
  @Nullable Caller visitor() {
    return demo == null ? null : demo.get();
  }

  private static String field(Context ctx) {
    boolean byCookie = credential(ctx) == null && SessionCookie.value(ctx) != null;
    return byCookie ? SessionCookie.NAME : "X-AUTH-TOKEN";
  }

  /** Whoever shows this key or token, as long as it opens its project. */
  private Caller opening(String text, String field) {
    Credential credential = Credential.parse(text);
    Caller caller = credential == null ? null : store.caller(credential.hash());
    if (caller == null) {
      throw new Refusal(401, "This key is not known here.", field);
    }
    refuseEnded(caller, field);
    return caller;
  }

  /** The key with this text when it opens its project. */
  ApiKey existing(String text) {
    ApiKey key = ApiKey.parse(text);
    Caller caller = key == null ? null : store.caller(key.hash());
    if (key == null || caller == null) {
      throw new Refusal(401, "This key is not known here.", "key");
    }
    refuseEnded(caller, "key");
    return key;
  }

  private void refuseEnded(Caller caller, String field) {
    String ended = caller.ended(clock.instant());
    if (ended != null) {
      throw new Refusal(401, ended, field);
    }
  }

  private Integer sharedProject(String shareId) {
    ApiKey id = ApiKey.parse(shareId);
    Integer project = id == null ? null : store.sharedProject(id.hash());
    if (project == null) {
      throw Refusal.badRequest("This user id is not known here.", "userId");
    }
    return project;
  }
}
