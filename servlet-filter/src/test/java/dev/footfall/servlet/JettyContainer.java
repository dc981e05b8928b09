package dev.footfall.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

final class JettyContainer implements Container {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @Override
  public void start(Filter filter, Map<String, String> initParams) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/app");
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    holder.setInitParameters(initParams);
    context.addFilter(
        holder,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    TestApp.servlets()
        .forEach(
            (pattern, servlet) -> {
              ServletHolder servletHolder = new ServletHolder(servlet);
              servletHolder.setAsyncSupported(true);
              context.addServlet(servletHolder, pattern);
            });
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    TestApp.errorPages().forEach(errors::addErrorPage);
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
