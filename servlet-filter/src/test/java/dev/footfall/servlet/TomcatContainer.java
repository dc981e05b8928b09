package dev.footfall.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

final class TomcatContainer implements Container {

  static {
    // Planned exceptions, and advice on leak detection, would bury what a failing test says.
    LogManager.getLogManager().reset();
  }

  private final Tomcat tomcat = new Tomcat();
  private final boolean virtualThreads;
  private Path base;

  TomcatContainer() {
    this(false);
  }

  /**
   * @param virtualThreads whether each request gets a virtual thread; from JDK 21 up
   */
  TomcatContainer(boolean virtualThreads) {
    this.virtualThreads = virtualThreads;
  }

  @Override
  public void start(Filter filter, Map<String, String> initParams) throws Exception {
    base = Files.createTempDirectory("footfall-tomcat");
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("useVirtualThreads", Boolean.toString(virtualThreads));
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass(QuietReport.class.getName());
    Context context = tomcat.addContext("/app", base.toString());
    if (filter != null) {
      add(context, filter, initParams);
    }
    addStaticFiles(context);
    context.setRealm(new Users());
    TestApp.servlets()
        .forEach(
            (pattern, servlet) -> {
              String name = "servlet" + pattern;
              Wrapper wrapper =
                  servlet instanceof FailingPages.Unavailable
                      ? Tomcat.addServlet(context, name, servlet.getClass().getName())
                      : Tomcat.addServlet(context, name, servlet);
              wrapper.setAsyncSupported(true);
              context.addServletMapping(pattern, name);
            });
    addErrorPages(context);
    tomcat.start();
  }

  private static void add(Context context, Filter filter, Map<String, String> initParams) {
    FilterDef def = new FilterDef();
    def.setFilterName("footfall");
    def.setFilter(filter);
    def.setAsyncSupported("true");
    initParams.forEach(def::addInitParameter);
    context.addFilterDef(def);
    FilterMap map = new FilterMap();
    map.setFilterName("footfall");
    map.addURLPattern("/*");
    map.setDispatcher(DispatcherType.REQUEST.name());
    map.setDispatcher(DispatcherType.ASYNC.name());
    map.setDispatcher(DispatcherType.ERROR.name());
    context.addFilterMap(map);
  }

  private void addStaticFiles(Context context) throws IOException {
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
    Tomcat.addServlet(context, "default", DefaultServlet.class.getName()).addMapping("/");
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
