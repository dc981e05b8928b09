package dev.footfall.javalin;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.security.BasicAuthCredentials;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The contract's application. */
final class ContractPages {

  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private ContractPages() {}

  static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.asyncTimeout = 100;
    config.http.prefer405over404 = true;
    config.bundledPlugins.enableCors(
        cors -> cors.addRule(rule -> rule.allowHost("https://shop.example.org")));
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/static";
          files.directory = "/contract/static";
          files.location = Location.CLASSPATH;
        });
    config.routes.exception(
        Conflict.class, (e, ctx) -> ctx.status(HttpStatus.CONFLICT).result("handled"));
    config.routes.exception(
        UncheckedIOException.class,
        (e, ctx) -> ctx.status(HttpStatus.BAD_GATEWAY).result("handled"));
    plain(config);
    failing(config);
    later(config);
  }

  private static void plain(JavalinConfig config) {
    config.routes.get("/text", ctx -> ctx.result("hello"));
    config.routes.get(
        "/classes",
        ctx -> {
          // Javalin wraps the request itself, once
          ServletRequest request = ((ServletRequestWrapper) ctx.req()).getRequest();
          ctx.result(request.getClass().getName() + " " + ctx.res().getClass().getName());
        });
    config.routes.get("/items/{id}", ctx -> ctx.result("item " + ctx.pathParam("id")));
    config.routes.post("/echo", ctx -> ctx.status(201).result(ctx.bodyAsBytes()));
    config.routes.get("/empty", ctx -> ctx.status(204));
    config.routes.get(
        "/slow",
        ctx -> {
          Thread.sleep(120);
          ctx.result("slow");
        });
    config.routes.get("/stream", ContractPages::stream);
    config.routes.get("/forward", ctx -> dispatcher(ctx, "/text").forward(ctx.req(), ctx.res()));
    config.routes.get(
        "/forward-chain", ctx -> dispatcher(ctx, "/forward").forward(ctx.req(), ctx.res()));
    config.routes.before("/committed", ContractPages::stop);
    config.routes.get("/committed", ctx -> ctx.status(500));
    config.routes.before("/committed-early", ctx -> commit(ctx, 202, "early"));
    config.routes.get("/committed-early", ctx -> ctx.status(500));
    config.routes.get("/redirect", ctx -> ctx.redirect("/app/text"));
    config.routes.get("/etag", ContractPages::etag);
    config.routes.get("/cors", ctx -> ctx.result("shared"));
    config.routes.get("/secret", ContractPages::secret);
  }

  private static RequestDispatcher dispatcher(Context ctx, String page) {
    return ctx.req().getRequestDispatcher(page);
  }

  private static void stop(Context ctx) throws IOException {
    commit(ctx, 403, "stopped");
    ctx.skipRemainingHandlers();
  }

  private static void commit(Context ctx, int status, String text) throws IOException {
    ctx.status(status);
    ctx.res().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    ctx.res().flushBuffer();
  }

  private static void stream(Context ctx) throws IOException, InterruptedException {
    ctx.res().getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
    ctx.res().flushBuffer();
    Thread.sleep(150);
    ctx.res().getOutputStream().write("two".getBytes(StandardCharsets.UTF_8));
  }

  private static void etag(Context ctx) {
    ctx.header("ETag", "\"1\"");
    ctx.status("\"1\"".equals(ctx.header("If-None-Match")) ? 304 : 200);
  }

  private static void secret(Context ctx) {
    BasicAuthCredentials user = ctx.basicAuthCredentials();
    if (user == null || !user.getPassword().equals("secret")) {
      ctx.header("WWW-Authenticate", "Basic realm=\"contract\"");
      throw new UnauthorizedResponse();
    }
    ctx.attribute("user", user.getUsername());
    if (!user.getUsername().equals("ada")) {
      throw new ForbiddenResponse();
    }
    ctx.result("secret of ada");
  }

  private static void failing(JavalinConfig config) {
    config.routes.get(
        "/send-error",
        ctx -> {
          throw new HttpResponseException(418, "teapot");
        });
    config.routes.get(
        "/handled",
        ctx -> {
          throw new Conflict();
        });
    config.routes.get(
        "/handled-failure",
        ctx -> {
          throw new UncheckedIOException(new IOException("planned"));
        });
    config.routes.get(
        "/throws",
        ctx -> {
          throw new IllegalStateException("planned");
        });
    config.routes.get(
        "/throws-late",
        ctx -> {
          ctx.res().getOutputStream().write("part".getBytes(StandardCharsets.UTF_8));
          ctx.res().flushBuffer();
          throw new IllegalStateException("planned, too late");
        });
  }

  private static void later(JavalinConfig config) {
    config.routes.get(
        "/async",
        ctx ->
            ctx.future(
                () ->
                    CompletableFuture.runAsync(() -> ctx.status(202).result("later"), after(80))));
    config.routes.get(
        "/async-at-once",
        ctx -> ctx.future(() -> CompletableFuture.completedFuture(ctx.result("now"))));
    config.routes.get(
        "/async-throws",
        ctx -> ctx.future(() -> CompletableFuture.runAsync(ContractPages::fail, after(40))));
    config.routes.get("/async-timeout", ctx -> ctx.future(CompletableFuture::new));
    config.routes.sse(
        "/events",
        client -> {
          client.sendEvent("one");
          client.keepAlive();
          after(60)
              .execute(
                  () -> {
                    client.sendEvent("two");
                    client.close();
                  });
        });
  }

  private static Executor after(long millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  private static void fail() {
    throw new IllegalStateException("planned, later");
  }
}
