package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.security.api.AuthenticationMode;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class UndertowContainer implements Container {

  private final List<DeploymentManager> deployments = new ArrayList<>();
  private Undertow server;

  @Override
  public void start(Map<String, TestApp> applications) throws Exception {
    PathHandler paths = new PathHandler();
    for (Map.Entry<String, TestApp> application : applications.entrySet()) {
      DeploymentInfo info = deployment(application.getKey(), application.getValue());
      DeploymentManager deployment = ServletContainer.Factory.newInstance().addDeployment(info);
      deployment.deploy();
      deployments.add(deployment);
      paths.addPrefixPath(application.getKey(), deployment.start());
    }
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 100L << 20)
            .setHandler(
                new EncodingHandler(
                    paths,
                    new ContentEncodingRepository()
                        .addEncodingHandler("gzip", new GzipEncodingProvider(), 1)))
            .build();
    server.start();
  }

  private static DeploymentInfo deployment(String path, TestApp application) {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(TestApp.class.getClassLoader())
            .setContextPath(path)
            .setDeploymentName("contract" + path)
            .setServletStackTraces(ServletStackTraces.NONE)
            .setResourceManager(
                new ClassPathResourceManager(TestApp.class.getClassLoader(), TestApp.RESOURCES))
            .setIdentityManager(new Users())
            // the application logs its users in, and not the container before it
            .setAuthenticationMode(AuthenticationMode.CONSTRAINT_DRIVEN)
            .setLoginConfig(new LoginConfig("BASIC", "contract"))
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    TestApp.class, new ImmediateInstanceFactory<>(application), Set.of()))
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                new WebSocketDeploymentInfo().addEndpoint(EchoSocket.class));
    if (AdapterContract.VIRTUAL_THREADS) {
      info.setExecutor(virtualThreads());
    }
    TestApp.errorPages().forEach((code, page) -> info.addErrorPage(Servlets.errorPage(page, code)));
    TestApp.exceptionPages()
        .forEach((type, page) -> info.addErrorPage(Servlets.errorPage(page, type)));
    return info;
  }

  /** JDK 21's, by name, since this is compiled on 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
    for (DeploymentManager deployment : deployments) {
      deployment.stop();
      deployment.undeploy();
    }
  }

  private static final class Users implements IdentityManager {
    @Override
    public Account verify(Account account) {
      return account;
    }

    @Override
    public Account verify(String name, Credential credential) {
      char[] password = ((PasswordCredential) credential).getPassword();
      return new String(password).equals(TestApp.USERS.get(name)) ? new User(name) : null;
    }

    @Override
    public Account verify(Credential credential) {
      return null;
    }
  }

  private record User(String name) implements Account {
    private static final long serialVersionUID = 1;

    @Override
    public Principal getPrincipal() {
      return () -> name;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of();
    }
  }
}
