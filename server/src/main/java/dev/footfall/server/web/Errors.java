package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.BudgetException;
import dev.footfall.server.store.BusyException;
import dev.footfall.server.store.ClosedException;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.NoSpaceException;
import dev.footfall.server.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a route throws into an answer: status, message, and the field to blame. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String RETRY_SECONDS = "5";

  static final String OVER_BUDGET =
      "The requests could not be found in the time a call may take:"
          + " ask for a shorter period, or with fewer conditions.";

  static final String NOTHING_HERE = "There is nothing at this path.";

  private static final String NO_MEMORY =
      "The database needs its memory for other things at present. Try again later.";

  private Errors() {}

  static void register(RoutesConfig routes) {
    Leftover leftover = new Leftover();
    routes.exception(
        Refusal.class,
        (e, ctx) -> {
          refuse(ctx, e);
          leftover.read(ctx);
        });
    routes.exception(
        BudgetException.class, (e, ctx) -> refuse(ctx, Refusal.unavailable(OVER_BUDGET)));
    routes.exception(
        NoSpaceException.class, (e, ctx) -> refuse(ctx, Refusal.unavailable(message(e))));
    routes.exception(
        MemoryException.class, (e, ctx) -> refuse(ctx, Refusal.unavailable(NO_MEMORY)));
    routes.exception(
        BusyException.class, (e, ctx) -> refuse(ctx, new Refusal(409, message(e), null)));
    routes.exception(StoreException.class, (e, ctx) -> storeFailed(ctx, e));
    routes.exception(MethodNotAllowedResponse.class, (e, ctx) -> wrongMethod(ctx, e));
    routes.exception(
        HttpResponseException.class, (e, ctx) -> answer(ctx, e.getStatus(), text(e), null));
    routes.exception(
        HttpException.RuntimeException.class,
        (e, ctx) -> answer(ctx, e.getCode(), "The request is not readable.", null));
    routes.exception(EofException.class, (e, ctx) -> LOG.debug("The client went away", e));
    routes.exception(
        IllegalStateException.class,
        (e, ctx) -> {
          if (isContinueUnsent(ctx, e)) {
            LOG.debug("The client went away before it was told to go on", e);
            abort(ctx, "The client went away.");
          } else {
            fault(ctx, e);
          }
        });
    routes.exception(Exception.class, (e, ctx) -> fault(ctx, e));
  }

  static void answer(Context ctx, int status, String message, @Nullable String field) {
    if (ctx.res().isCommitted()) {
      abort(ctx, message);
      return;
    }
    ctx.res().resetBuffer();
    ctx.removeHeader("Content-Encoding");
    ctx.removeHeader("Content-Disposition");
    ctx.status(status).contentType("application/json");
    ctx.result(new ErrorBody(status, message, field).json());
  }

  /** When "100 Continue" could not be sent, Jetty takes the answer for a second one. */
  private static boolean isContinueUnsent(Context ctx, IllegalStateException e) {
    return ctx.req().getHeader("Expect") != null && "Committed".equals(e.getMessage());
  }

  /** Ends the connection: what was sent of an answer must not look like the whole of it. */
  private static void abort(Context ctx, String message) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getServletChannel()
        .abort(new IOException(message));
  }

  private static void refuse(Context ctx, Refusal refusal) {
    addHeaders(ctx, refusal.status());
    answer(ctx, refusal.status(), refusal.reason(), refusal.field());
  }

  /** What goes with a refusal. */
  static void addHeaders(Context ctx, int status) {
    switch (status) {
      case 401 -> ctx.header("WWW-Authenticate", "Bearer");
      case 503 -> ctx.header("Retry-After", RETRY_SECONDS);
      // what is left of the body is not read
      case 408, 413, 415 -> ctx.header("Connection", "close");
      default -> {}
    }
  }

  private static void storeFailed(Context ctx, StoreException e) {
    if (!(e instanceof ClosedException)) {
      LOG.warn("A call was answered with 503: {}", e.getMessage());
    }
    ctx.header("Retry-After", RETRY_SECONDS);
    answer(ctx, 503, "The data cannot be reached at present. Try again later.", null);
  }

  private static void wrongMethod(Context ctx, MethodNotAllowedResponse e) {
    // one entry, whose name depends on what the caller accepts
    String allowed = String.join(", ", e.getDetails().values());
    ctx.header("Allow", allowed);
    answer(ctx, 405, "This path takes " + allowed + ".", null);
  }

  private static void fault(Context ctx, Exception e) {
    LOG.error("A fault of the server", e);
    answer(ctx, 500, "The server made a mistake; its log says more.", null);
  }

  private static String message(RuntimeException e) {
    return e.getMessage() + ".";
  }

  private static String text(HttpResponseException e) {
    return e.getStatus() == 404 ? NOTHING_HERE : e.getMessage() + ".";
  }
}
