package dev.footfall.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** All panels at once, over as many connections as a browser has to a server. */
final class OverviewPage implements AutoCloseable {

  private static final int CONNECTIONS = 6;

  private final LinkedBlockingQueue<QueryConnection> idle = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

  OverviewPage(int port, String key) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      idle.add(new QueryConnection(port, key));
    }
  }

  /** Until the last is answered; of those that fail, the first. */
  QueryConnection.Outcome ask(Period period, Instant end)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    List<Future<QueryConnection.Outcome>> panels = new ArrayList<>();
    for (Panel panel : Panel.values()) {
      Callable<QueryConnection.Outcome> question = () -> ask(panel.query(period, end, ""));
      panels.add(threads.submit(question));
    }
    QueryConnection.Outcome shown = panels.get(0).get();
    for (Future<QueryConnection.Outcome> panel : panels) {
      if (shown.isGood()) {
        shown = panel.get();
      } else {
        panel.get();
      }
    }
    return new QueryConnection.Outcome((System.nanoTime() - start) / 1e6, shown.answer());
  }

  private QueryConnection.Outcome ask(String query) throws IOException, InterruptedException {
    QueryConnection connection = idle.take();
    QueryConnection.Outcome outcome = connection.query(query);
    idle.add(connection);
    return outcome;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (QueryConnection connection : idle) {
      connection.close();
    }
  }
}
