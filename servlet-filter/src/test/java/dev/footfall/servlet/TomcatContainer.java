package dev.footfall.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
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
    Context context = tomcat.addContext("/app", base.toString());
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
    TestApp.servlets()
        .forEach(
            (pattern, servlet) -> {
              String name = "servlet" + pattern;
              Wrapper wrapper =
                  servlet instanceof TestApp.Unavailable
                      ? Tomcat.addServlet(context, name, servlet.getClass().getName())
                      : Tomcat.addServlet(context, name, servlet);
              wrapper.setAsyncSupported(true);
              wrapper.addMapping(pattern);
            });
    TestApp.errorPages()
        .forEach(
            (code, location) -> {
              ErrorPage page = new ErrorPage();
              page.setErrorCode(code);
              page.setLocation(location);
              context.addErrorPage(page);
            });
    tomcat.start();
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
