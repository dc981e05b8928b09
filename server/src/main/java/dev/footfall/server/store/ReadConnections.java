package dev.footfall.server.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** Short-lived connections, one for each read, so many at once. */
final class ReadConnections implements AutoCloseable {
  private static final int MAX_READERS = 8;

  /** Reads that hand rows on to a client, however slow, leave some to those that do not. */
  private static final int MAX_STREAMS = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DuckDBConnection root;
  private final Semaphore readers = new Semaphore(MAX_READERS, true);
  private final Semaphore streams = new Semaphore(MAX_STREAMS, true);
  private final Set<DuckDBConnection> open = ConcurrentHashMap.newKeySet();

  ReadConnections(DuckDBConnection root) {
    this.root = root;
  }

  /** Runs work that takes its rows as slowly as it likes. */
  void stream(SqlWork.Reading work) throws SQLException, IOException {
    acquire(streams);
    try {
      read(work);
    } finally {
      streams.release();
    }
  }

  /** Runs work that takes few rows into memory. */
  void read(SqlWork.Reading work) throws SQLException, IOException {
    acquire(readers);
    try (DuckDBConnection connection = root.duplicate()) {
      open.add(connection);
      try {
        work.run(connection);
      } finally {
        open.remove(connection);
      }
    } finally {
      readers.release();
    }
  }

  /** Ends whatever reads at present. */
  @Override
  public void close() {
    open.forEach(DuckDatabase::close);
  }

  private static void acquire(Semaphore slots) {
    try {
      if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("Too many reads at once; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The server is stopping", e);
    }
  }
}
