package dev.footfall.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The one page of the dashboard, whatever it is to show, and the files that it loads. */
final class DashboardPage {
  private static final String OVERVIEW = "overview";

  /** Where a share link begins: what follows opens it. */
  static final String SHARE = "/share";

  private final Assets assets = new Assets();
  private final String basePath;
  private final String importMap;
  private final String policy;
  private final Map<String, String> preloads = new ConcurrentHashMap<>();

  DashboardPage(String basePath) {
    this.basePath = basePath;
    importMap = assets.importMap(basePath);
    policy =
        "default-src 'none'; script-src 'self' 'sha256-"
            + sha256(importMap)
            + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  void register(RoutesConfig routes) {
    for (String path : List.of("/dashboard", "/dashboard/<view>", SHARE)) {
      add(routes, path, this::answer);
    }
    add(routes, "/assets/{hash}/<name>", assets::answer);
  }

  private static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler).head(path, handler);
  }

  private void answer(Context ctx) throws IOException {
    ctx.header("Content-Security-Policy", policy);
    ctx.header("Cache-Control", "no-cache");
    ctx.contentType("text/html; charset=utf-8");
    String page =
        assets
            .page()
            .replace("{{base}}", basePath)
            .replace("{{own}}", basePath + assets.own())
            .replace("{{import-map}}", importMap)
            .replace("{{preload}}", preload(ctx));
    GzipAnswer.send(ctx, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  private String preload(Context ctx) {
    String view = ctx.pathParamMap().getOrDefault("view", OVERVIEW);
    return assets.hasView(view) ? preloads.computeIfAbsent(view, this::preload) : "";
  }

  private String preload(String view) {
    return assets.modules(view).stream()
        .map(path -> "<link rel=\"modulepreload\" href=\"" + basePath + path + "\">")
        .collect(Collectors.joining("\n  "));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
