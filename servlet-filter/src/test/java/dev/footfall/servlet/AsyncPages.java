package dev.footfall.servlet;

import static dev.footfall.servlet.TestApp.pause;

import dev.footfall.servlet.TestApp.Handler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Pages that go on after the servlet has returned. */
final class AsyncPages {

  private static final ExecutorService WORKERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-app");
            thread.setDaemon(true);
            return thread;
          });

  private AsyncPages() {}

  static void later(Runnable task) {
    WORKERS.execute(task);
  }

  static Map<String, Handler> handlers() {
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put("/events", AsyncPages::events);
    all.put(
        "/error-page-async",
        (q, a) -> {
          AsyncContext async = q.startAsync();
          WORKERS.execute(
              () -> {
                pause(150);
                a.setStatus(418);
                async.complete();
              });
        });
    all.put(
        "/async-throws-at-once",
        (q, a) -> {
          q.startAsync();
          throw new IllegalStateException("planned, after going asynchronous");
        });
    all.put(
        "/async",
        (q, a) -> {
          AsyncContext async = q.startAsync();
          WORKERS.execute(
              () -> {
                pause(80);
                a.setStatus(202);
                print(a, "later");
                async.complete();
              });
        });
    all.put(
        "/async-at-once",
        (q, a) -> {
          AsyncContext async = q.startAsync();
          print(a, "now");
          async.complete();
        });
    all.put(
        "/async-dispatch",
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
        });
    all.put(
        "/async-twice",
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
        });
    all.put(
        "/async-timeout",
        (q, a) -> {
          AsyncContext async = q.startAsync();
          async.setTimeout(100);
        });
    all.put(
        "/async-timeout-handled",
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
        });
    all.put(
        "/async-throws",
        (q, a) -> {
          if (q.getAttribute("back") != null) {
            throw new IllegalStateException("planned, in the second dispatch");
          }
          q.setAttribute("back", true);
          AsyncContext async = q.startAsync();
          WORKERS.execute(
              () -> {
                pause(40);
                async.dispatch();
              });
        });
    all.put("/async-throws-late", AsyncPages::throwLate);
    return all;
  }

  private static void throwLate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute("back") != null) {
      throw new IllegalStateException("planned, too late");
    }
    request.setAttribute("back", true);
    response.getWriter().print("part");
    response.flushBuffer();
    AsyncContext async = request.startAsync();
    WORKERS.execute(
        () -> {
          pause(40);
          async.dispatch();
        });
  }

  /** Server-sent events, each flushed as it comes. */
  private static void events(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    response.getWriter().print("data:one\n\n");
    response.flushBuffer();
    AsyncContext async = request.startAsync();
    WORKERS.execute(
        () -> {
          pause(60);
          print(response, "data:two\n\n");
          async.complete();
        });
  }

  private static void print(HttpServletResponse response, String text) {
    try {
      response.getWriter().print(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
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
}
