package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database file: one connection that writes, one transaction at a time, and a short-lived one
 * for each read. A fatal error (a full disk can be one) closes the engine; the next write opens it
 * again.
 */
final class DuckDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDatabase.class);
  private static final int MAX_READERS = 8;
  private static final Duration READER_PATIENCE = Duration.ofSeconds(20);

  private final Path file;
  private final String memory;
  private final SqlWork.Writing onOpen;
  private final ReentrantLock writing = new ReentrantLock();
  private final Semaphore readers = new Semaphore(MAX_READERS, true);
  private volatile @Nullable DuckDBConnection writer;

  /**
   * @param onOpen runs each time the file was opened, before anything else
   */
  DuckDatabase(Path file, String memory, SqlWork.Writing onOpen) {
    this.file = file;
    this.memory = memory;
    this.onOpen = onOpen;
    open();
  }

  /** Runs the work in a transaction that is on disk when this returns, or not at all. */
  void write(SqlWork.Writing work) {
    write(work, () -> {});
  }

  /**
   * @param committed runs after the commit and before any other write: what is kept in memory about
   *     the tables changes there
   */
  void write(SqlWork.Writing work, Runnable committed) {
    writing.lock();
    try {
      DuckDBConnection connection = writer;
      if (connection == null) {
        connection = open();
      }
      // An appender joins only a transaction that SQL began: setAutoCommit(false) is not enough.
      try (Statement transaction = connection.createStatement()) {
        transaction.execute("BEGIN TRANSACTION");
        work.run(connection);
        transaction.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        undo(connection);
        throw failure("The data could not be written", e);
      }
      committed.run();
    } finally {
      writing.unlock();
    }
  }

  /** Runs the work on a connection of its own, with results streamed. */
  void read(SqlWork.Reading work) throws IOException {
    try {
      if (!readers.tryAcquire(READER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("Too many reads at once; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The server is stopping", e);
    }
    try {
      DuckDBConnection root = writer;
      if (root == null) {
        throw new StoreException(
            "The data file is closed after an error; it opens again by itself");
      }
      try (DuckDBConnection connection = root.duplicate()) {
        work.run(connection);
      }
    } catch (SQLException e) {
      throw failure("The data could not be read", e);
    } finally {
      readers.release();
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      DuckDBConnection connection = writer;
      if (connection != null) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CHECKPOINT");
        } catch (SQLException e) {
          LOG.warn("No checkpoint at the end; the write-ahead log keeps everything", e);
        }
        abandon(connection);
      }
    } finally {
      writing.unlock();
    }
  }

  private DuckDBConnection open() {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", memory);
    settings.setProperty("threads", "2");
    settings.setProperty("checkpoint_threshold", "64MB");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    DuckDBConnection connection = null;
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, settings);
      NativeLibrary.deleteUnpacked();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      }
      onOpen.run(connection);
      writer = connection;
      return connection;
    } catch (SQLException | RuntimeException e) {
      if (connection != null) {
        abandon(connection);
      }
      throw failure("The data file " + file + " could not be opened", e);
    }
  }

  private void undo(DuckDBConnection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      LOG.debug("The data file is closed after an error and opened again with the next write", e);
      abandon(connection);
    }
  }

  private void abandon(DuckDBConnection connection) {
    writer = null;
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("Closing the data file failed", e);
    }
  }

  private static StoreException failure(String what, Exception cause) {
    if (cause instanceof StoreException known) {
      return known;
    }
    return new StoreException(what + ": " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Could not set lock")) {
      return "another process uses it. Stop that one or choose another folder with --data.";
    }
    return message.lines().findFirst().orElse(message);
  }
}
