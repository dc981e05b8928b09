package dev.footfall.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Jetty with one servlet that says hello. */
final class JettyHello implements HelloServer {

  private final Server server;
  private final ServerConnector connector;

  private JettyHello(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static JettyHello start(@Nullable Filter filter) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    if (filter != null) {
      context.addFilter(
          filter,
          "/*",
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }
    context.addServlet(new Hello(), "/hello");
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return new JettyHello(server, connector);
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server could not be stopped", e);
    }
  }

  private static final class Hello extends HttpServlet {
    private static final byte[] BODY = HELLO.getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentLength(BODY.length);
      response.getOutputStream().write(BODY);
    }
  }
}
