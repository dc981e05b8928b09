package dev.footfall.examples.demo;

import dev.footfall.server.FootfallServer;
import dev.footfall.server.ServerOptions;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * The server with a generated year, three services that go on with it, and their users. Closed in
 * reverse order.
 */
final class Demo implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final FootfallServer server;
  private final String key;
  private final Services services;

  private Demo(DemoOptions options) throws Exception {
    try {
      server =
          FootfallServer.start(
              ServerOptions.builder()
                  .port(options.port())
                  .data(options.folder().resolve("data"))
                  .selfAnalytics(false)
                  .demo(true)
                  .demoRecords(options.yearRecords())
                  .build());
      running.push(server);
      key = Objects.requireNonNull(server.demo(), "it was asked for").key();
      services = Services.start(options, url(), key);
      running.push(services);
      running.push(Traffic.start(HttpClient.newHttpClient(), services, options.meanGap()));
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
    Logging.unite();
    try {
      return new Demo(options);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new DemoException("The demo could not be started: %s.".formatted(e.getMessage()), e);
    }
  }

  /** The start page's address. */
  String url() {
    return server.url();
  }

  String key() {
    return key;
  }

  Services services() {
    return services;
  }

  /** The users leave first, the server goes last: what was recorded is still delivered. */
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
