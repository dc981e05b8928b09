package dev.footfall.server.web;

import dev.footfall.server.ingest.Refusal;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may make a key: the holder of the admin token; anybody when sign-up is open; else a person at
 * this machine, whose request names it as its host, comes from no other page, and through no proxy.
 */
final class SignUp {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "Via",
          "X-Real-IP",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "X-Forwarded-Prefix",
          "X-Forwarded-By");

  private final @Nullable String adminToken;
  private final boolean open;

  SignUp(@Nullable String adminToken, boolean open) {
    this.adminToken = adminToken;
    this.open = open;
  }

  void check(Context ctx) {
    if (!open && !isAdmin(ctx) && !isLocal(ctx)) {
      throw new Refusal(
          403,
          "Keys are made on the server's own machine at http://localhost, or with the admin token"
              + " in the header Authorization: Bearer (--admin-token), or by anybody when the"
              + " server was started with --open-signup.",
          null);
    }
  }

  private boolean isAdmin(Context ctx) {
    String credential = Access.credential(ctx);
    return adminToken != null
        && credential != null
        && MessageDigest.isEqual(bytes(adminToken), bytes(credential));
  }

  private static boolean isLocal(Context ctx) {
    String host = ctx.header("Host");
    if (host == null || !LOCAL.contains(withoutPort(host))) {
      return false;
    }
    String origin = ctx.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return false;
    }
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    return FORWARDING.stream().allMatch(name -> ctx.header(name) == null);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
