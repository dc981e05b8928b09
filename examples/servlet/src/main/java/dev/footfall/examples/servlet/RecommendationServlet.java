package dev.footfall.examples.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /v1/recommendations}, answered asynchronously: no thread of the server waits for the
 * worker that looks for something to recommend.
 */
final class RecommendationServlet extends HttpServlet {

  private final Catalogue catalogue;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "recommendations"));

  RecommendationServlet(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    long thinkingMillis = ThreadLocalRandom.current().nextLong(20, 120);
    CompletableFuture.delayedExecutor(thinkingMillis, TimeUnit.MILLISECONDS, worker)
        .execute(() -> recommend(async));
  }

  private void recommend(AsyncContext async) {
    try {
      Json.write((HttpServletResponse) async.getResponse(), 200, catalogue.any());
    } catch (IOException e) {
      log("a client did not wait for its recommendation", e);
    } finally {
      async.complete();
    }
  }

  @Override
  public void destroy() {
    worker.shutdownNow();
  }
}
