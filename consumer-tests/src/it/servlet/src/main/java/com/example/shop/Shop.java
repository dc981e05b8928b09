package com.example.shop;

import dev.footfall.Config;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** One servlet, and the filter in front of it. */
final class Shop implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();

  Shop(Config config, Path directory) throws LifecycleException {
    tomcat.setBaseDir(directory.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(
        (classes, application) -> {
          FilterRegistration.Dynamic filter =
              application.addFilter("footfall", new AnalyticsFilter(config));
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(
              EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR),
              false,
              "/*");
          application.addServlet("books", new Books()).addMapping("/books");
        },
        null);
    tomcat.start();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Books extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("books");
    }
  }
}
