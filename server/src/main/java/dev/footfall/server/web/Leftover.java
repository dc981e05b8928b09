package dev.footfall.server.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a refused post: it is read on after the answer, because closing a connection on
 * which something waits to be read resets it, and the client may lose the answer. Within limits: a
 * client that stalls must not keep a thread that others need, so a busy server (503) does without,
 * and so does it for a body that came too slowly (408).
 */
final class Leftover {
  private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
  private static final int MAX_AT_ONCE = 20;
  private static final long MAX_BYTES = 32_000_000;
  private static final long MAX_NANOS = 2_000_000_000;

  private final Semaphore slots = new Semaphore(MAX_AT_ONCE);

  /** Sends the answer that the context holds, then reads the body to its end. */
  void read(Context ctx) {
    int status = ctx.statusCode();
    boolean hasBody =
        HandlerType.POST.equals(ctx.method()) || HandlerType.PATCH.equals(ctx.method());
    if (!hasBody || status == 408 || status == 503) {
      return;
    }
    InputStream answer = ctx.resultInputStream();
    if (answer == null || ctx.res().isCommitted() || !slots.tryAcquire()) {
      return;
    }
    try {
      ctx.res().setContentLength(answer.available());
      answer.transferTo(ctx.res().getOutputStream());
      ctx.res().flushBuffer();
      skip(ctx.req().getInputStream());
    } catch (IOException e) {
      LOG.debug("The client went away", e);
    } finally {
      slots.release();
    }
  }

  private static void skip(InputStream body) throws IOException {
    long begin = System.nanoTime();
    byte[] buffer = new byte[16_384];
    long count = 0;
    int read = 0;
    while (read >= 0 && count < MAX_BYTES && System.nanoTime() - begin < MAX_NANOS) {
      count += read;
      read = body.read(buffer);
    }
  }
}
