package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a call that takes none. It is read before the answer: Jetty closes a connection on
 * which the rest of a request did not arrive in time, without having said so.
 */
final class UnwantedBody {
  private static final int MAX_BYTES = 65_536;
  private static final long MAX_NANOS = 2_000_000_000;

  private UnwantedBody() {}

  /** The same handler behind it. */
  static Handler before(Handler handler) {
    return ctx -> {
      read(ctx);
      handler.handle(ctx);
    };
  }

  private static void read(Context ctx) {
    long begin = System.nanoTime();
    byte[] buffer = new byte[8_192];
    int length = 0;
    try (InputStream body = ctx.req().getInputStream()) {
      for (int read = 0; read >= 0; read = body.read(buffer)) {
        length += read;
        if (length > MAX_BYTES) {
          throw new Refusal(413, "This call takes no body.", null);
        }
        if (System.nanoTime() - begin > MAX_NANOS) {
          throw late();
        }
      }
    } catch (IOException e) {
      throw late();
    }
  }

  private static Refusal late() {
    return new Refusal(408, "The body did not arrive in time, and this call takes none.", null);
  }
}
