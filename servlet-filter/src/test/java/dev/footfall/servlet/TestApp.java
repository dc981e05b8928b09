package dev.footfall.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application that ends its requests in every way a servlet can. */
final class TestApp {

  /** Who may log in, with which password. */
  static final Map<String, String> USERS = Map.of("ada", "secret", "bob", "secret");

  /** Whose folder {@code static} is served by the container's own servlet. */
  static final String RESOURCES = "contract";

  private TestApp() {}

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

  static Map<Integer, String> errorPages() {
    return Map.of(409, "/error-page", 410, "/error-page-async");
  }

  static Map<Class<? extends Throwable>, String> exceptionPages() {
    return Map.of(Conflict.class, "/conflict-page", UncheckedIOException.class, "/failure-page");
  }

  /** All but the container's own servlet, which serves the static files. */
  static Map<String, HttpServlet> servlets() {
    Map<String, HttpServlet> all = new LinkedHashMap<>();
    PlainPages.handlers().forEach((pattern, handler) -> all.put(pattern, servlet(handler)));
    FailingPages.handlers().forEach((pattern, handler) -> all.put(pattern, servlet(handler)));
    AsyncPages.handlers().forEach((pattern, handler) -> all.put(pattern, servlet(handler)));
    all.put("/unavailable", new FailingPages.Unavailable());
    return all;
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
