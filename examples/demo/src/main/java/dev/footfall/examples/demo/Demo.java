package dev.footfall.examples.demo;

import dev.footfall.Config;
import dev.footfall.examples.servlet.Bookshop;
import dev.footfall.examples.servlet.ShopAnalytics;
import dev.footfall.server.FootfallServer;
import dev.footfall.server.ServerOptions;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The server, two instances of the bookshop, and their customers. Closed in reverse order. */
final class Demo implements AutoCloseable {

  private static final String SECRET = "the demo's own";

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final FootfallServer server;
  private final String key;
  private final List<String> shopUrls;

  private Demo(DemoOptions options) throws Exception {
    try {
      server =
          FootfallServer.start(
              ServerOptions.builder()
                  .port(options.port())
                  .data(options.folder().resolve("data"))
                  .build());
      running.push(server);
      HttpClient client = HttpClient.newHttpClient();
      key = new KeyFile(client, url(), options.folder().resolve("key")).key();
      shopUrls =
          List.of(
              openShop(options.shopPort(1), "bookshop-1", "2.4.0"),
              openShop(options.shopPort(2), "bookshop-2", "2.5.0"));
      running.push(Traffic.start(client, shopUrls));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts all of it.
   *
   * @throws DemoException or {@link dev.footfall.server.StartException} when it cannot, with the
   *     reason in a sentence
   */
  static Demo start(DemoOptions options) {
    Ports.check(options);
    try {
      return new Demo(options);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new DemoException("The demo could not be started: %s.".formatted(e.getMessage()), e);
    }
  }

  private String openShop(int port, String instance, String version) throws Exception {
    Config config =
        Config.builder(key)
            .serverUrl(url())
            .service("bookshop")
            .environment("demo")
            .instance(instance)
            .version(version)
            .flushInterval(Duration.ofSeconds(2))
            .build();
    Bookshop shop = Bookshop.start(port, ShopAnalytics.of(config, SECRET));
    running.push(shop);
    return shop.url();
  }

  /** The start page's address. */
  String url() {
    return server.url();
  }

  String key() {
    return key;
  }

  List<String> shopUrls() {
    return shopUrls;
  }

  /** The customers leave first, the server goes last: what was recorded is still delivered. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("the demo could not be stopped", e);
      }
    }
  }
}
