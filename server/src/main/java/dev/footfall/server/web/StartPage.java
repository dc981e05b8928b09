package dev.footfall.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One file of the start page, from the jar. */
final class StartPage implements Handler {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final byte[] content;
  private final String type;

  private StartPage(String name, String type) {
    this.content = load(name);
    this.type = type;
  }

  static void register(RoutesConfig routes) {
    add(routes, "/", new StartPage("index.html", "text/html; charset=utf-8"));
    add(routes, "/start.js", new StartPage("start.js", "text/javascript; charset=utf-8"));
    add(routes, "/start.css", new StartPage("start.css", "text/css; charset=utf-8"));
    add(routes, "/icon.svg", new StartPage("icon.svg", "image/svg+xml"));
  }

  private static void add(RoutesConfig routes, String path, StartPage page) {
    routes.get(path, page).head(path, page);
  }

  @Override
  public void handle(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cache-Control", "no-cache");
    ctx.contentType(type).result(content);
  }

  private static byte[] load(String name) {
    try (InputStream in = StartPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
