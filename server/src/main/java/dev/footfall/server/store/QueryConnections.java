package dev.footfall.server.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
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

  private final List<DuckDBConnection> all = new ArrayList<>();
  private final LinkedBlockingDeque<DuckDBConnection> idle = new LinkedBlockingDeque<>();

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

  <T extends @Nullable Object> T run(SqlWork.Answering<T> work) throws SQLException {
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
    try {
      return work.run(connection);
    } finally {
      idle.addFirst(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    for (DuckDBConnection connection : all) {
      connection.close();
    }
  }
}
