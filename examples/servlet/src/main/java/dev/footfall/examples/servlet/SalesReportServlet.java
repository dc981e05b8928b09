package dev.footfall.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** {@code GET /v1/reports/sales}, which takes its time. */
final class SalesReportServlet extends HttpServlet {

  private static final Duration SHORTEST = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofMillis(900);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    addUpAllSales();
    Json.write(response, 200, Map.of("month", "2026-10", "orders", 1_841, "revenue", "20914.30"));
  }

  /** Stands for a query over too large a table. */
  private static void addUpAllSales() throws IOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST.toMillis(), LONGEST.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the shop closes");
    }
  }
}
