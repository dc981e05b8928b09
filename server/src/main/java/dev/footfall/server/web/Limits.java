package dev.footfall.server.web;

import dev.footfall.server.address.ClientAddress;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody may post, by key and by address, and how often an address may show a wrong
 * key. A key that is right is never refused because of wrong ones.
 */
final class Limits {
  private static final int MAX_NAMES = 20_000;

  /** Posts of so many seconds may come at once: a client that was cut off has some waiting. */
  private static final int BURST_SECONDS = 10;

  private static final int SECONDS_OF_MINUTE = 60;
  private static final String KEY = "footfall.limited";

  private final ClientAddress addresses;
  private final @Nullable TokenBuckets byKey;
  private final @Nullable TokenBuckets byAddress;
  private final @Nullable TokenBuckets wrongKeys;

  Limits(WebSettings settings, LongSupplier nanoTime) {
    addresses = new ClientAddress(settings.trustedProxies());
    WebSettings.RateLimits limits = settings.limits();
    byKey = buckets(limits.postsPerKey(), 1, BURST_SECONDS, nanoTime);
    byAddress = buckets(limits.postsPerAddress(), 1, BURST_SECONDS, nanoTime);
    wrongKeys = buckets(limits.wrongKeys(), SECONDS_OF_MINUTE, 1, nanoTime);
  }

  private static @Nullable TokenBuckets buckets(
      int tokens, int seconds, int fill, LongSupplier nanoTime) {
    return tokens == 0
        ? null
        : new TokenBuckets((double) tokens / seconds, tokens * fill, MAX_NAMES, nanoTime);
  }

  /** To be called before a post's body is read. */
  void post(Context ctx) {
    if (byAddress != null) {
      take(ctx, byAddress, address(ctx), "this address", null);
    }
    String credential = Access.credential(ctx);
    if (credential != null) {
      key(ctx, ApiKey.hash(credential), "X-AUTH-TOKEN");
    }
  }

  /** To be called when it is known by which key a post's body is sent. */
  void key(Context ctx, String hash) {
    key(ctx, hash, "api_key");
  }

  private void key(Context ctx, String hash, String field) {
    // The same key may stand in a header and in the body.
    if (byKey != null && !hash.equals(ctx.attribute(KEY))) {
      ctx.attribute(KEY, hash);
      take(ctx, byKey, hash, "this key", field);
    }
  }

  private static void take(
      Context ctx, TokenBuckets buckets, String name, String whose, @Nullable String field) {
    long seconds = buckets.take(name);
    if (seconds > 0) {
      tell(ctx, buckets, seconds);
      throw new Refusal(429, "There are too many posts of " + whose + ". Send it later.", field);
    }
  }

  /**
   * What a refused call is answered with: where it showed a wrong key, or a wrong share id, and its
   * address did so too often, that and no longer what was wrong.
   */
  Refusal judge(Context ctx, Need need, Refusal refusal) {
    if (wrongKeys == null || !isWrongKey(ctx, need, refusal)) {
      return refusal;
    }
    long seconds = wrongKeys.take(address(ctx));
    if (seconds == 0) {
      return refusal;
    }
    tell(ctx, wrongKeys, seconds);
    return new Refusal(429, "Too many keys of this address were wrong. Try later.", null);
  }

  private static boolean isWrongKey(Context ctx, Need need, Refusal refusal) {
    boolean shown = Access.credential(ctx) != null;
    return switch (need) {
      case WRITE -> false;
      case SHARE -> refusal.status() == 400 && "userId".equals(refusal.field());
      case SIGN_UP, OPERATOR, ADMIN_TOKEN -> refusal.status() == 403 && shown;
      // One without a credential in a header or the cookie has it in its path or body, or has none.
      default ->
          refusal.status() == 401
              && (shown || SessionCookie.value(ctx) != null || "key".equals(refusal.field()));
    };
  }

  private static void tell(Context ctx, TokenBuckets buckets, long seconds) {
    String wait = Long.toString(seconds);
    ctx.header("Retry-After", wait);
    ctx.header("RateLimit-Limit", Integer.toString(buckets.capacity()));
    ctx.header("RateLimit-Remaining", "0");
    ctx.header("RateLimit-Reset", wait);
  }

  private String address(Context ctx) {
    return addresses.of(
        ctx.req().getRemoteAddr(), lines(ctx, "X-Forwarded-For"), lines(ctx, "Forwarded"));
  }

  private static @Nullable String lines(Context ctx, String header) {
    List<String> lines = Collections.list(ctx.req().getHeaders(header));
    return lines.isEmpty() ? null : String.join(",", lines);
  }
}
