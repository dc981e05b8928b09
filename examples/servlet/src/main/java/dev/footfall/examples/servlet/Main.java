package dev.footfall.examples.servlet;

import dev.footfall.Config;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the shop: {@code PORT=8081 FOOTFALL_API_KEY=… FOOTFALL_SERVER_URL=… java … Main}. */
public final class Main {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Starts the shop on {@code PORT}, by default 8081, and stops it with the process. */
  public static void main(String[] args) throws Exception {
    Map<String, String> environment = System.getenv();
    int port = Integer.parseInt(environment.getOrDefault("PORT", "8081"));
    Bookshop shop = Bookshop.start(port, analytics(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "bookshop-stop"));
    log.info("The bookshop is open at {}/v1/books", shop.url());
  }

  private static @Nullable Config analytics(Map<String, String> environment) {
    if (!environment.containsKey("FOOTFALL_API_KEY")) {
      log.info("FOOTFALL_API_KEY is not set: nothing is recorded");
      return null;
    }
    return ShopAnalytics.of(
        Config.fromEnvironment(),
        environment.getOrDefault("BOOKSHOP_SECRET", "for development only"));
  }
}
