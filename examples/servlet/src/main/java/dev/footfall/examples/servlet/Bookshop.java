package dev.footfall.examples.servlet;

import dev.footfall.Config;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/** The shop's web server. Thread-safe. */
public final class Bookshop implements AutoCloseable {

  private static final long STOP_MILLIS = 5_000;

  private final Server server;
  private final ServerConnector connector;

  private Bookshop(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Opens the shop on the loopback interface.
   *
   * @param port 0 for any that is free
   * @param analytics where its traffic is recorded, or null for nowhere
   * @throws java.io.IOException if the port is taken
   */
  public static Bookshop start(int port, @Nullable Config analytics) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    if (analytics != null) {
      recordRequests(context, analytics);
    }
    addRoutes(context);

    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    // So that stopping waits for the requests under way: they are recorded when they end.
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(STOP_MILLIS);
    Bookshop shop = new Bookshop(server, connector);
    try {
      server.start();
    } catch (Exception e) {
      shop.close();
      throw e;
    }
    return shop;
  }

  /** All that it takes: the filter, first in the chain, on everything. */
  private static void recordRequests(ServletContextHandler context, Config config) {
    context.addFilter(
        new AnalyticsFilter(config),
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
  }

  private static void addRoutes(ServletContextHandler context) {
    Catalogue catalogue = new Catalogue();
    context.addServlet(new BookListServlet(catalogue), "/v1/books");
    context.addServlet(new BookServlet(catalogue), "/v1/books/*");
    context.addServlet(new OrderServlet(catalogue), "/v1/orders");
    context.addServlet(new SalesReportServlet(), "/v1/reports/sales");
    context.addServlet(new RecommendationServlet(catalogue), "/v1/recommendations");
    context.addServlet(new HealthServlet(), "/health");
    context.addServlet(DefaultServlet.class, "/");
    context.setBaseResourceAsString(
        Objects.requireNonNull(Bookshop.class.getResource("/static/"), "/static/").toString());
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return "http://localhost:" + port();
  }

  /** Finishes the requests under way and delivers what was recorded. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the bookshop could not be closed", e);
    }
  }
}
