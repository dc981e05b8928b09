package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/**
 * The body of a call that takes none. It is read before the answer: Jetty closes a connection on
 * which the rest of a request did not arrive in time, without having said so.
 */
final class UnwantedBody {
  private static final int MAX_BYTES = 65_536;

  private UnwantedBody() {}

  /** The same handler behind it. */
  static Handler before(Handler handler) {
    return ctx -> {
      read(ctx);
      handler.handle(ctx);
    };
  }

  private static void read(Context ctx) {
    int length;
    try {
      length = ctx.req().getInputStream().readNBytes(MAX_BYTES + 1).length;
    } catch (IOException e) {
      throw new Refusal(408, "The body did not arrive to its end, and this call takes none.", null);
    }
    if (length > MAX_BYTES) {
      throw new Refusal(413, "This call takes no body.", null);
    }
  }
}
