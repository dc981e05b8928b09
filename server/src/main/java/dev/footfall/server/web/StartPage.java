package dev.footfall.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One file of the pages that need nobody to be signed in, from the jar. */
final class StartPage implements Handler {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final byte[] content;
  private final String type;

  private StartPage(byte[] content, String type) {
    this.content = content;
    this.type = type;
  }

  /**
   * @param version of the library, which the snippets name
   */
  static void register(RoutesConfig routes, String version) {
    String html = new String(load("index.html"), StandardCharsets.UTF_8);
    byte[] page = html.replace("{{version}}", version).getBytes(StandardCharsets.UTF_8);
    add(routes, "/", new StartPage(page, HTML));
    add(routes, "/delete-my-data", new StartPage(load("delete.html"), HTML));
    add(routes, "/delete.js", new StartPage(load("delete.js"), SCRIPT));
    add(routes, "/start.js", new StartPage(load("start.js"), SCRIPT));
    add(routes, "/start.css", new StartPage(load("start.css"), "text/css; charset=utf-8"));
    add(routes, "/icon.svg", new StartPage(load("icon.svg"), "image/svg+xml"));
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
