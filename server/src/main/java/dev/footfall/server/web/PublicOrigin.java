package dev.footfall.server.web;

import dev.footfall.server.address.Cidr;
import dev.footfall.server.address.ClientAddress;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Under which scheme and host browsers know the server: a trusted proxy says, else the call. */
final class PublicOrigin {
  private static final String HTTPS = "https";

  private final ClientAddress addresses;

  PublicOrigin(List<Cidr> trustedProxies) {
    addresses = new ClientAddress(trustedProxies);
  }

  /** As in {@code https://footfall.example}. */
  String of(Context ctx) {
    return (isSecure(ctx) ? HTTPS : "http") + "://" + host(ctx);
  }

  /** Whether the call is known to have come over TLS. */
  boolean isSecure(Context ctx) {
    return HTTPS.equals(scheme(ctx));
  }

  /** Where no trusted proxy says how the call came, the host alone decides. */
  boolean is(Context ctx, String origin) {
    String scheme = scheme(ctx);
    String host = host(ctx);
    return scheme == null
        ? origin.equals("http://" + host) || origin.equals("https://" + host)
        : origin.equals(scheme + "://" + host);
  }

  private @Nullable String scheme(Context ctx) {
    String said = forwarded(ctx, "X-Forwarded-Proto");
    return said == null ? null : said.toLowerCase(Locale.ROOT);
  }

  private String host(Context ctx) {
    String said = forwarded(ctx, "X-Forwarded-Host");
    String host = said == null ? ctx.header("Host") : said;
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /** What the nearest proxy says. */
  private @Nullable String forwarded(Context ctx, String header) {
    String value = ctx.header(header);
    if (value == null || !addresses.isTrusted(ctx.req().getRemoteAddr())) {
      return null;
    }
    return value.substring(value.lastIndexOf(',') + 1).strip();
  }
}
