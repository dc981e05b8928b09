package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

final class JettyContainer implements Container {

  private final Server server = new Server(threads());
  private final ServerConnector connector = connector(server);

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool();
    if (AdapterContract.VIRTUAL_THREADS) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    return threads;
  }

  private static ServerConnector connector(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  @Override
  public void start(Map<String, TestApp> applications) throws Exception {
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    applications.forEach((path, application) -> contexts.addHandler(context(path, application)));
    server.setHandler(new GzipHandler(contexts));
    server.start();
  }

  private static ServletContextHandler context(String path, TestApp application) {
    ServletContextHandler context = new ServletContextHandler(path);
    context.addServletContainerInitializer(application);
    context.addServletContainerInitializer(JettyContainer::addUpgrades);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, sockets) -> sockets.addEndpoint(EchoSocket.class));
    context.setBaseResourceAsString(
        TestApp.class.getClassLoader().getResource(TestApp.RESOURCES).toString());
    context.addServlet(new ServletHolder("default", DefaultServlet.class), "/");
    context.setSecurityHandler(users());
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    TestApp.errorPages().forEach(errors::addErrorPage);
    TestApp.exceptionPages().forEach(errors::addErrorPage);
    errors.setShowStacks(false);
    context.setErrorHandler(errors);
    return context;
  }

  /** Jetty would put its filter before all others, and end a handshake there. */
  private static void addUpgrades(Set<Class<?>> classes, ServletContext servlets) {
    String name = WebSocketUpgradeFilter.class.getName();
    FilterRegistration.Dynamic upgrades = servlets.addFilter(name, new WebSocketUpgradeFilter());
    upgrades.setAsyncSupported(true);
    upgrades.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
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
