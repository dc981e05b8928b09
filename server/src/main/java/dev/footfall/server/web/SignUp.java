package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Change;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may make a key: anybody when sign-up is open; else the holder of the admin token, and a
 * person at this machine, whose request comes from it, names it as its host, and comes from no
 * other page and through no proxy.
 */
final class SignUp {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String FORWARDED = "x-forwarded";
  private static final Set<String> FORWARDING =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "cf-connecting-ip",
          "true-client-ip",
          "x-client-ip",
          "x-original-host");

  private final @Nullable String adminToken;
  private final boolean open;

  SignUp(@Nullable String adminToken, boolean open) {
    this.adminToken = adminToken;
    this.open = open;
  }

  /** How the audit log calls whoever it is. */
  String check(Context ctx) {
    if (isOperator(ctx)) {
      return Change.OPERATOR;
    }
    if (open) {
      return Change.ANYBODY;
    }
    throw new Refusal(
        403,
        "Keys are made on the server's own machine at http://localhost, or from anywhere with the"
            + " server's --admin-token in the header Authorization: Bearer, or by anybody when it"
            + " was started with --open-signup.",
        null);
  }

  /** As {@link #check}, but open sign-up does not open what is the operator's. */
  String checkOperator(Context ctx) {
    if (isOperator(ctx)) {
      return Change.OPERATOR;
    }
    throw new Refusal(
        403,
        "This is for the server's own machine at http://localhost, and for the server's"
            + " --admin-token in the header Authorization: Bearer.",
        null);
  }

  private boolean isOperator(Context ctx) {
    return isAdmin(ctx) || isLocal(ctx);
  }

  private boolean isAdmin(Context ctx) {
    String credential = Access.credential(ctx);
    return adminToken != null
        && credential != null
        && MessageDigest.isEqual(bytes(adminToken), bytes(credential));
  }

  private static boolean isLocal(Context ctx) {
    String host = ctx.header("Host");
    if (host == null || !LOCAL.contains(withoutPort(host)) || !isLoopback(ctx.req())) {
      return false;
    }
    List<String> origins = Collections.list(ctx.req().getHeaders("Origin"));
    if (origins.size() > 1 || !origins.stream().allMatch(("http://" + host)::equals)) {
      return false;
    }
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    return Collections.list(ctx.req().getHeaderNames()).stream().noneMatch(SignUp::isForwarding);
  }

  private static boolean isForwarding(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith(FORWARDED) || FORWARDING.contains(name);
  }

  private static boolean isLoopback(HttpServletRequest request) {
    try {
      // a literal, which nothing is asked about
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
