package dev.footfall.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

final class JettyContainer implements Container {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @Override
  public void start(Filter filter, Map<String, String> initParams) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/app");
    if (filter != null) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true);
      holder.setInitParameters(initParams);
      context.addFilter(
          holder,
          "/*",
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }
    context.setBaseResourceAsString(
        TestApp.class.getClassLoader().getResource(TestApp.RESOURCES).toString());
    context.addServlet(new ServletHolder("default", DefaultServlet.class), "/");
    context.setSecurityHandler(users());
    TestApp.servlets()
        .forEach(
            (pattern, servlet) -> {
              ServletHolder servletHolder = new ServletHolder("servlet" + pattern, servlet);
              servletHolder.setAsyncSupported(true);
              context.addServlet(servletHolder, pattern);
            });
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    TestApp.errorPages().forEach(errors::addErrorPage);
    TestApp.exceptionPages().forEach(errors::addErrorPage);
    errors.setShowStacks(false);
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
  }

  private static ConstraintSecurityHandler users() {
    UserStore store = new UserStore();
    TestApp.USERS.forEach(
        (name, password) ->
            store.addUser(name, Credential.getCredential(password), new String[] {"user"}));
    HashLoginService logins = new HashLoginService("contract");
    logins.setUserStore(store);
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(logins);
    security.setAuthenticator(new BasicAuthenticator());
    return security;
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
