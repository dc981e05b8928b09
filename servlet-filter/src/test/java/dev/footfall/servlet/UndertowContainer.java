package dev.footfall.servlet;

import io.undertow.Undertow;
import io.undertow.security.api.AuthenticationMode;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import java.util.Set;

final class UndertowContainer implements Container {

  private DeploymentManager deployment;
  private Undertow server;

  @Override
  public void start(Filter filter, Map<String, String> initParams) throws Exception {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(TestApp.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("contract")
            .setServletStackTraces(ServletStackTraces.NONE)
            .setResourceManager(
                new ClassPathResourceManager(TestApp.class.getClassLoader(), TestApp.RESOURCES))
            .setIdentityManager(new Users())
            // the application logs its users in, and not the container before it
            .setAuthenticationMode(AuthenticationMode.CONSTRAINT_DRIVEN)
            .setLoginConfig(new LoginConfig("BASIC", "contract"));
    if (filter != null) {
      add(info, filter, initParams);
    }
    TestApp.servlets().forEach((pattern, servlet) -> add(info, pattern, servlet));
    TestApp.errorPages().forEach((code, page) -> info.addErrorPage(Servlets.errorPage(page, code)));
    TestApp.exceptionPages()
        .forEach((type, page) -> info.addErrorPage(Servlets.errorPage(page, type)));
    deployment = ServletContainer.Factory.newInstance().addDeployment(info);
    deployment.deploy();
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new PathHandler().addPrefixPath("/app", deployment.start()))
            .build();
    server.start();
  }

  private static void add(DeploymentInfo info, Filter filter, Map<String, String> initParams) {
    FilterInfo holder =
        new FilterInfo("footfall", filter.getClass(), new ImmediateInstanceFactory<>(filter));
    holder.setAsyncSupported(true);
    initParams.forEach(holder::addInitParam);
    info.addFilter(holder);
    for (DispatcherType type :
        new DispatcherType[] {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR}) {
      info.addFilterUrlMapping("footfall", "/*", type);
    }
  }

  private static void add(DeploymentInfo info, String pattern, HttpServlet servlet) {
    info.addServlet(
        new ServletInfo(
                "servlet" + pattern, servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
            .setAsyncSupported(true)
            .addMapping(pattern));
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
    deployment.stop();
    deployment.undeploy();
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
