package dev.footfall.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application that ends its requests in every way a servlet can. */
public final class TestApp {

  private static final ExecutorService WORKERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-app");
            thread.setDaemon(true);
            return thread;
          });

  private TestApp() {}

  private interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  static Map<Integer, String> errorPages() {
    return Map.of(409, "/error-page", 410, "/error-page-async");
  }

  static Map<String, HttpServlet> servlets() {
    Map<String, HttpServlet> all = new LinkedHashMap<>();
    all.put("/", servlet((q, a) -> a.sendError(404)));
    all.put("/ok", servlet((q, a) -> a.getWriter().print("hello")));
    all.put("/items/*", servlet((q, a) -> a.getWriter().print("item " + q.getPathInfo())));
    all.put("/status", servlet((q, a) -> a.setStatus(Integer.parseInt(q.getParameter("code")))));
    all.put("/slow", servlet((q, a) -> pause(120)));
    all.put(
        "/send-error", servlet((q, a) -> a.sendError(Integer.parseInt(q.getParameter("code")))));
    all.put(
        "/throws",
        servlet(
            (q, a) -> {
              throw new IllegalStateException("planned");
            }));
    all.put("/unavailable", new Unavailable());
    all.put(
        "/throws-late",
        servlet(
            (q, a) -> {
              a.getWriter().print("part");
              a.flushBuffer();
              throw new IllegalStateException("planned, too late");
            }));
    all.put(
        "/not-modified",
        servlet(
            (q, a) -> {
              a.setHeader("ETag", "\"1\"");
              a.setStatus("\"1\"".equals(q.getHeader("If-None-Match")) ? 304 : 200);
            }));
    all.put("/redirect", servlet((q, a) -> a.sendRedirect(q.getContextPath() + "/ok")));
    all.put("/forward", servlet((q, a) -> q.getRequestDispatcher("/ok").forward(q, a)));
    all.put("/include", servlet((q, a) -> q.getRequestDispatcher("/ok").include(q, a)));
    all.put("/error-page", servlet((q, a) -> errorPage(q, a)));
    all.put(
        "/error-page-async",
        servlet(
            (q, a) -> {
              AsyncContext async = q.startAsync();
              WORKERS.execute(
                  () -> {
                    pause(150);
                    a.setStatus(418);
                    async.complete();
                  });
            }));
    all.put(
        "/async-throws-at-once",
        servlet(
            (q, a) -> {
              q.startAsync();
              throw new IllegalStateException("planned, after going asynchronous");
            }));
    all.put(
        "/async",
        servlet(
            (q, a) -> {
              AsyncContext async = q.startAsync();
              WORKERS.execute(
                  () -> {
                    pause(80);
                    a.setStatus(202);
                    async.complete();
                  });
            }));
    all.put(
        "/async-at-once",
        servlet(
            (q, a) -> {
              AsyncContext async = q.startAsync();
              a.setStatus(203);
              async.complete();
            }));
    all.put(
        "/async-dispatch",
        servlet(
            (q, a) -> {
              if (q.getAttribute("back") != null) {
                a.setStatus(206);
                return;
              }
              q.setAttribute("back", true);
              AsyncContext async = q.startAsync();
              WORKERS.execute(
                  () -> {
                    pause(40);
                    async.dispatch();
                  });
            }));
    all.put(
        "/async-twice",
        servlet(
            (q, a) -> {
              Integer round = (Integer) q.getAttribute("round");
              q.setAttribute("round", round == null ? 1 : round + 1);
              AsyncContext async = q.startAsync();
              WORKERS.execute(
                  () -> {
                    pause(30);
                    if (round == null || round < 2) {
                      async.dispatch();
                    } else {
                      a.setStatus(207);
                      async.complete();
                    }
                  });
            }));
    all.put(
        "/async-timeout",
        servlet(
            (q, a) -> {
              AsyncContext async = q.startAsync();
              async.setTimeout(50);
            }));
    all.put(
        "/async-timeout-handled",
        servlet(
            (q, a) -> {
              AsyncContext async = q.startAsync();
              async.setTimeout(50);
              async.addListener(
                  new OnTimeout() {
                    @Override
                    public void onTimeout(AsyncEvent event) {
                      a.setStatus(504);
                      event.getAsyncContext().complete();
                    }
                  });
            }));
    all.put(
        "/async-throws",
        servlet(
            (q, a) -> {
              if (q.getAttribute("back") != null) {
                throw new IllegalStateException("planned, in the second dispatch");
              }
              q.setAttribute("back", true);
              AsyncContext async = q.startAsync();
              WORKERS.execute(async::dispatch);
            }));
    return all;
  }

  /** Tomcat marks only servlets that it has made itself as unavailable. */
  public static final class Unavailable extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      throw new UnavailableException("for a while", 1);
    }
  }

  private abstract static class OnTimeout implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  private static void errorPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pause(60);
    response.setStatus(422);
    response
        .getWriter()
        .print("error page for " + request.getAttribute("jakarta.servlet.error.status_code"));
  }

  private static HttpServlet servlet(Handler handler) {
    return new HttpServlet() {
      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response)
          throws IOException, ServletException {
        handler.handle(request, response);
      }
    };
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
