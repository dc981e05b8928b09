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
  private final String ownerToken;
  private final boolean open;

  SignUp(WebSettings settings) {
    adminToken = settings.adminToken();
    ownerToken = settings.ownerToken();
    open = settings.openSignup();
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

  /** As {@link #checkOperator}, but others at the machine are not the operator. */
  void checkToken(Context ctx) {
    if (!shows(ctx, adminToken) && !shows(ctx, ownerToken)) {
      throw new Refusal(
          Access.credential(ctx) == null ? 401 : 403,
          "This needs the server's admin token in the header Authorization: Bearer; --admin-token"
              + " sets one at the server's start. The owner of its data folder needs none for the"
              + " command: java -jar footfall-server.jar backup --data … --to …",
          "Authorization");
    }
  }

  private boolean isOperator(Context ctx) {
    return shows(ctx, adminToken) || isLocal(ctx);
  }

  private static boolean shows(Context ctx, @Nullable String token) {
    String credential = Access.credential(ctx);
    return token != null
        && credential != null
        && MessageDigest.isEqual(bytes(token), bytes(credential));
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
