package dev.footfall.servlet;

import static dev.footfall.servlet.TestApp.pause;

import dev.footfall.servlet.TestApp.Conflict;
import dev.footfall.servlet.TestApp.Handler;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pages that fail, and the error pages. */
final class FailingPages {

  private FailingPages() {}

  static Map<String, Handler> handlers() {
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put("/send-error", FailingPages::sendError);
    all.put(
        "/handled",
        (q, a) -> {
          throw new Conflict();
        });
    all.put(
        "/handled-failure",
        (q, a) -> {
          throw new UncheckedIOException(new IOException("planned"));
        });
    all.put("/failure-page", FailingPages::failurePage);
    all.put(
        "/throws",
        (q, a) -> {
          throw new IllegalStateException("planned");
        });
    all.put("/throws-late", FailingPages::throwLate);
    all.put("/error-page", FailingPages::errorPage);
    all.put("/conflict-page", FailingPages::conflictPage);
    return all;
  }

  /** Tomcat marks only servlets that it has made itself as unavailable. */
  public static final class Unavailable extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      throw new UnavailableException("for a while", 1);
    }
  }

  private static void sendError(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = request.getParameter("code");
    response.sendError(code == null ? 418 : Integer.parseInt(code));
  }

  private static void throwLate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print("part");
    response.flushBuffer();
    throw new IllegalStateException("planned, too late");
  }

  private static void errorPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pause(60);
    response.setStatus(422);
    response
        .getWriter()
        .print("error page for " + request.getAttribute("jakarta.servlet.error.status_code"));
  }

  private static void conflictPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(409);
    response.getWriter().print("handled");
  }

  private static void failurePage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(502);
    response.getWriter().print("handled");
  }
}
