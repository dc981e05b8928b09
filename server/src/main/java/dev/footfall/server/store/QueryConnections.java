package dev.footfall.server.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose results come whole: with streamed ones the driver keeps an error's cause to
 * itself. They are made before the settings are locked.
 */
final class QueryConnections implements AutoCloseable {
  /** More than run at once. */
  private static final int COUNT = 8;

  private static final long PATIENCE_SECONDS = 20;

  /** A statement that is just about to begin misses being stopped: it is told again. */
  private static final long REPEAT_MILLIS = 20;

  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<DuckDBConnection> all = new ArrayList<>();
  private final LinkedBlockingDeque<DuckDBConnection> idle = new LinkedBlockingDeque<>();
  private final Set<Interruption> running = ConcurrentHashMap.newKeySet();

  /** Nobody passes while all are stopped. */
  private final ReentrantLock entrance = new ReentrantLock();

  private volatile boolean clearing;

  QueryConnections(DuckDBConnection root) throws SQLException {
    for (int i = 0; i < COUNT; i++) {
      DuckDBConnection connection = root.duplicate();
      all.add(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET SESSION jdbc_stream_results = false");
      }
      idle.add(connection);
    }
  }

  /**
   * @throws MemoryException when others needed the memory
   */
  <T extends @Nullable Object> T run(Interruption interruption, SqlWork.Answering<T> work)
      throws SQLException {
    entrance.lock();
    try {
      running.add(interruption);
    } finally {
      entrance.unlock();
    }
    try {
      return runNow(interruption, work);
    } finally {
      running.remove(interruption);
    }
  }

  private <T extends @Nullable Object> T runNow(
      Interruption interruption, SqlWork.Answering<T> work) throws SQLException {
    DuckDBConnection connection = take();
    try {
      return work.run(connection);
    } catch (SQLException e) {
      if (clearing && !interruption.isStopped()) {
        throw new MemoryException(e);
      }
      throw e;
    } finally {
      idle.addFirst(connection);
    }
  }

  private DuckDBConnection take() {
    DuckDBConnection connection;
    try {
      connection = idle.pollFirst(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The server is stopping", e);
    }
    if (connection == null) {
      throw new StoreException("Too many queries at once; try again later");
    }
    return connection;
  }

  /** Work that nothing else runs beside. */
  @FunctionalInterface
  interface Alone {
    void run() throws SQLException;
  }

  /** Stops what runs and does the work while nothing else does: it gets all of the memory. */
  void alone(Alone work) throws SQLException {
    List<DuckDBConnection> taken = new ArrayList<>();
    entrance.lock();
    clearing = true;
    try {
      stop(taken);
      work.run();
    } finally {
      clearing = false;
      idle.addAll(taken);
      entrance.unlock();
    }
  }

  /** Takes the connections as they come free, all but those that do not in time. */
  private void stop(List<DuckDBConnection> taken) {
    long begin = System.nanoTime();
    try {
      while (taken.size() < COUNT && System.nanoTime() - begin < STOP_NANOS) {
        DuckDBConnection free = idle.pollFirst(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        if (free == null) {
          running.forEach(Interruption::cancel);
        } else {
          taken.add(free);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closing waits for what runs: it is stopped first. */
  @Override
  public void close() {
    stop(new ArrayList<>());
    all.forEach(DuckDatabase::close);
  }
}
