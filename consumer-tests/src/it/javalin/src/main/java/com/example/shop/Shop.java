package com.example.shop;

import dev.footfall.Config;
import dev.footfall.javalin.AnalyticsPlugin;
import io.javalin.Javalin;

/** One endpoint, and the plugin. */
final class Shop {

  private Shop() {}

  static Javalin start(Config config) {
    return Javalin.create(
            javalin -> {
              javalin.registerPlugin(new AnalyticsPlugin(config));
              javalin.routes.get(
                  "/books/{id}", context -> context.result("book " + context.pathParam("id")));
            })
        .start("127.0.0.1", 0);
  }
}
