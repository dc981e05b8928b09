package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.websocket.server.WsSci;

final class TomcatContainer implements Container {

  static {
    // Planned exceptions, and advice on leak detection, would bury what a failing test says.
    LogManager.getLogManager().reset();
  }

  private final Tomcat tomcat = new Tomcat();
  private Path base;

  @Override
  public void start(Map<String, TestApp> applications) throws Exception {
    base = Files.createTempDirectory("footfall-tomcat");
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setPort(0);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("useVirtualThreads", Boolean.toString(AdapterContract.VIRTUAL_THREADS));
    connector.setProperty("compression", "on");
    connector.addUpgradeProtocol(new Http2Protocol());
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass(QuietReport.class.getName());
    addStaticFile();
    for (Map.Entry<String, TestApp> application : applications.entrySet()) {
      Context context = tomcat.addContext(application.getKey(), base.toString());
      context.addServletContainerInitializer(application.getValue(), Set.of());
      context.addServletContainerInitializer(new WsSci(), Set.of(EchoSocket.class));
      Tomcat.addServlet(context, "default", DefaultServlet.class.getName()).addMapping("/");
      context.setRealm(new Users());
      addErrorPages(context);
    }
    tomcat.start();
  }

  private void addStaticFile() throws IOException {
    Path file = base.resolve("static/file.txt");
    Files.createDirectories(file.getParent());
    try (InputStream in =
        TestApp.class
            .getClassLoader()
            .getResourceAsStream(TestApp.RESOURCES + "/static/file.txt")) {
      Files.copy(in, file);
    }
    // the same in each container, as the same file's would be
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private static void addErrorPages(Context context) {
    TestApp.errorPages()
        .forEach(
            (code, location) -> {
              ErrorPage page = new ErrorPage();
              page.setErrorCode(code);
              page.setLocation(location);
              context.addErrorPage(page);
            });
    TestApp.exceptionPages()
        .forEach(
            (type, location) -> {
              ErrorPage page = new ErrorPage();
              page.setExceptionType(type.getName());
              page.setLocation(location);
              context.addErrorPage(page);
            });
  }

  /** A stack trace on the page would show the filter's frames. */
  public static final class QuietReport extends ErrorReportValve {
    public QuietReport() {
      setShowReport(false);
    }
  }

  /** The users whom the container itself knows. */
  private static final class Users extends RealmBase {
    @Override
    protected String getPassword(String name) {
      return TestApp.USERS.get(name);
    }

    @Override
    protected Principal getPrincipal(String name) {
      return new GenericPrincipal(name);
    }
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
