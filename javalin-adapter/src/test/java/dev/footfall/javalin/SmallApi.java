package dev.footfall.javalin;

import io.javalin.config.JavalinConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application with each way in which Javalin can answer. */
final class SmallApi {

  private enum Role implements RouteRole {
    ADMIN
  }

  private static final class Teapot extends RuntimeException {}

  private SmallApi() {}

  static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.asyncTimeout = 300;
    config.staticFiles.add("/public");
    config.routes.before(SmallApi::before);
    config.routes.before("/v1/turned-away", ctx -> ctx.status(403).skipRemainingHandlers());
    config.routes.before("/v1/moved-before", ctx -> ctx.redirect("/v1/items/1"));
    config.routes.beforeMatched(SmallApi::onlyForAdmins);
    config.routes.after("/v1/after/*", ctx -> ctx.header("X-After", "yes"));
    config.routes.afterMatched(ctx -> ctx.header("X-After-Matched", "yes"));
    config.routes.exception(Teapot.class, (e, ctx) -> ctx.status(418).result("teapot"));
    config.routes.error(409, ctx -> ctx.status(422).result("error handler"));
    endpoints(config);
    asynchronous(config);
    config.routes.ws("/ws/{room}", ws -> ws.onMessage(message -> message.send("echo")));
    config.routes.wsBeforeUpgrade("/ws/closed", ctx -> refuse());
  }

  private static void endpoints(JavalinConfig config) {
    config.routes.get("/v1/items/{id}", ctx -> ctx.result("item " + ctx.pathParam("id")));
    config.routes.post("/v1/items", ctx -> ctx.status(201).json(Map.of("id", 7)));
    config.routes.get("/v1/turned-away", ctx -> ctx.result("never"));
    config.routes.get("/v1/moved-before", ctx -> ctx.result("never"));
    config.routes.get("/v1/forwarded", SmallApi::forward);
    config.routes.get("/v1/moved", ctx -> ctx.redirect("/v1/items/1"));
    config.routes.get("/v1/admin", ctx -> ctx.result("for admins"), Role.ADMIN);
    config.routes.get("/v1/admin/{id}", ctx -> ctx.result("for admins"), Role.ADMIN);
    config.routes.get("/v1/after/{id}", ctx -> ctx.result("after"));
    config.routes.get("/v1/missing/{id}", ctx -> gone());
    config.routes.get("/v1/conflict", ctx -> conflict());
    config.routes.get("/v1/teapot", ctx -> teapot());
    config.routes.get("/v1/fails", ctx -> fail());
    config.routes.get("/v1/error", ctx -> stackOverflow());
    config.routes.get("/v1/files/<path>", ctx -> ctx.result(ctx.pathParam("path")));
    config.routes.get("/v1/below/*", ctx -> ctx.result("below"));
    config.routes.addHttpHandler(HandlerType.PUT, "*", ctx -> ctx.result("anything"));
    config.routes.delete("/*", ctx -> ctx.result("anything"));
  }

  private static void asynchronous(JavalinConfig config) {
    config.routes.get("/v1/future/{id}", ctx -> ctx.future(() -> later(ctx, 202)));
    config.routes.get("/v1/done", ctx -> ctx.future(() -> CompletableFuture.completedFuture(1)));
    config.routes.get("/v1/future-fails", ctx -> ctx.future(() -> later(ctx, -1)));
    config.routes.get("/v1/future-never", ctx -> ctx.future(CompletableFuture::new));
    config.routes.get("/v1/async/{id}", ctx -> ctx.async(() -> ctx.status(202).result("async")));
    config.routes.get("/v1/async-fails", ctx -> ctx.async(SmallApi::teapot));
    config.routes.get("/v1/future-breaks", ctx -> ctx.future(() -> later(ctx, 0)));
    config.routes.get("/v1/future-refuses", ctx -> ctx.future(SmallApi::refused));
    config.routes.get("/v1/no-future", ctx -> ctx.future(SmallApi::noFuture));
    config.routes.before("/v1/future-before", ctx -> ctx.future(() -> later(ctx, 200)));
    config.routes.get("/v1/future-before", ctx -> ctx.result("after the future"));
    config.routes.sse(
        "/v1/events/{topic}",
        client -> {
          client.sendEvent("first");
          client.sendEvent("second");
          client.close();
        });
  }

  private static void forward(Context ctx) throws IOException, ServletException {
    ctx.req().getRequestDispatcher("/v1/items/7").forward(ctx.req(), ctx.res());
  }

  private static void before(Context ctx) {
    ctx.header("X-Before", "yes");
    if (ctx.header("X-User") != null) {
      ctx.attribute("user", ctx.header("X-User"));
    }
  }

  private static void onlyForAdmins(Context ctx) {
    if (ctx.routeRoles().contains(Role.ADMIN) && ctx.header("X-Admin") == null) {
      throw new UnauthorizedResponse();
    }
  }

  private static CompletableFuture<?> later(Context ctx, int status) {
    return CompletableFuture.runAsync(
        () -> {
          if (status < 0) {
            teapot();
          }
          if (status == 0) {
            fail();
          }
          ctx.status(status).result("future");
        },
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
  }

  private static CompletableFuture<?> refused() {
    return CompletableFuture.failedFuture(new ServiceUnavailableResponse());
  }

  private static CompletableFuture<?> noFuture() {
    throw new IllegalStateException("for the test");
  }

  private static void refuse() {
    throw new UnauthorizedResponse();
  }

  private static void gone() {
    throw new NotFoundResponse("no such thing");
  }

  private static void conflict() {
    throw new ConflictResponse();
  }

  private static void teapot() {
    throw new Teapot();
  }

  private static void fail() {
    throw new IllegalStateException("for the test");
  }

  private static void stackOverflow() {
    throw new StackOverflowError("for the test");
  }
}
