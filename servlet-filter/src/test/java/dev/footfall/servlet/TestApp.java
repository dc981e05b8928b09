package dev.footfall.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application that ends its requests in every way a servlet can. */
final class TestApp implements ServletContainerInitializer {

  /** Who may log in, with which password. */
  static final Map<String, String> USERS = Map.of("ada", "secret", "bob", "secret");

  /** Whose folder {@code static} is served by the container's own servlet. */
  static final String RESOURCES = "contract";

  /** What answers a page. */
  interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  /** A planned exception that has an error page. */
  static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    Conflict() {
      super("planned", null, false, false);
    }
  }

  private final List<Filter> filters;
  private final Map<String, String> initParams;

  /**
   * @param filters registered before everything else, in this order
   * @param initParams given to each of them
   */
  TestApp(List<Filter> filters, Map<String, String> initParams) {
    this.filters = filters;
    this.initParams = initParams;
  }

  static Map<Integer, String> errorPages() {
    return Map.of(409, "/error-page", 410, "/error-page-async");
  }

  static Map<Class<? extends Throwable>, String> exceptionPages() {
    return Map.of(Conflict.class, "/conflict-page", UncheckedIOException.class, "/failure-page");
  }

  /** Registers everything but error pages, users and what is the container's own. */
  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    for (Filter filter : filters) {
      FilterRegistration.Dynamic added =
          context.addFilter("footfall" + filters.indexOf(filter), filter);
      added.setAsyncSupported(true);
      added.setInitParameters(initParams);
      added.addMappingForUrlPatterns(
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR),
          true,
          "/*");
    }
    FilterRegistration.Dynamic committing = context.addFilter("committing", new CommittingFilter());
    committing.setAsyncSupported(true);
    committing.addMappingForServletNames(
        EnumSet.of(DispatcherType.REQUEST), true, "servlet/committed", "servlet/committed-early");
    PlainPages.handlers().forEach((pattern, handler) -> add(context, pattern, handler));
    TransferPages.handlers().forEach((pattern, handler) -> add(context, pattern, handler));
    FailingPages.handlers().forEach((pattern, handler) -> add(context, pattern, handler));
    AsyncPages.handlers().forEach((pattern, handler) -> add(context, pattern, handler));
    // some containers mark only servlets that they have made themselves as unavailable
    context.addServlet("unavailable", FailingPages.Unavailable.class).addMapping("/unavailable");
  }

  private static void add(ServletContext context, String pattern, Handler handler) {
    ServletRegistration.Dynamic added = context.addServlet("servlet" + pattern, servlet(handler));
    added.setAsyncSupported(true);
    added.setMultipartConfig(new MultipartConfigElement(""));
    added.addMapping(pattern);
  }

  private static HttpServlet servlet(Handler handler) {
    return new HttpServlet() {
      private static final long serialVersionUID = 1;

      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response)
          throws IOException, ServletException {
        handler.handle(request, response);
      }
    };
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
