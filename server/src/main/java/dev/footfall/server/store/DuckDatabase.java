package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
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
 * again. What it says of itself ({@link #trouble}) is the one answer to whether data can be stored.
 */
final class DuckDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDatabase.class);
  private static final int MAX_READERS = 8;

  /** Reads that hand rows on to a client, however slow, leave some to those that do not. */
  private static final int MAX_STREAMS = 6;

  /** With less than this free, a disk that was full is not yet taken for well. */
  private static final long FREE_BYTES = 64_000_000;

  private static final Duration READER_PATIENCE = Duration.ofSeconds(20);

  private static final String CLOSED =
      "The data file is closed after an error; it opens again by itself";

  private final Path file;
  private final Path exports;
  private final String memory;
  private final SqlWork.Writing onOpen;
  private final ReentrantLock writing = new ReentrantLock();
  private final Semaphore readers = new Semaphore(MAX_READERS, true);
  private final Semaphore streams = new Semaphore(MAX_STREAMS, true);
  private volatile @Nullable DuckDBConnection writer;
  private volatile @Nullable QueryConnections queries;
  private volatile @Nullable Checkpoints checkpoints;
  private volatile @Nullable String trouble;

  /**
   * @param exports the only folder that statements may write files into
   * @param onOpen runs each time the file was opened, before anything else
   */
  DuckDatabase(Path file, Path exports, String memory, SqlWork.Writing onOpen) {
    this.file = file;
    this.exports = exports;
    this.memory = memory;
    this.onOpen = onOpen;
    open();
  }

  /** Why data cannot be stored at present, or null when it can. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Tries whether writing works again, with a write that must find room for more than itself. */
  void probe(SqlWork.Writing work) {
    writing.lock();
    try {
      if (writer == null) {
        // Reading may work where writing does not.
        open();
      }
      requireSpace();
    } catch (StoreException e) {
      throw fails(e);
    } finally {
      writing.unlock();
    }
    write(work);
  }

  /** Runs the work in a transaction that is on disk when this returns, or not at all. */
  void write(SqlWork.Writing work) {
    write(work, 0, () -> {});
  }

  /**
   * @param rows about how many rows it adds
   * @param committed runs after the commit and before any other write: what is kept in memory about
   *     the tables changes there
   */
  void write(SqlWork.Writing work, int rows, Runnable committed) {
    writing.lock();
    try {
      DuckDBConnection connection = writer;
      if (connection == null) {
        connection = open();
      }
      commit(connection, work);
      try {
        committed.run();
      } catch (RuntimeException | Error e) {
        // What is in memory may lag behind the tables; opening again loads it.
        abandon(connection);
        throw failure("The data was written, but not all of it noted", e);
      }
      Checkpoints due = checkpoints;
      if (due != null) {
        due.committed(rows);
      }
      works();
    } catch (StoreException e) {
      throw fails(e);
    } finally {
      writing.unlock();
    }
  }

  private void commit(DuckDBConnection connection, SqlWork.Writing work) {
    // An appender joins only a transaction that SQL began: setAutoCommit(false) is not enough.
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN TRANSACTION");
      work.run(connection);
      transaction.execute("COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection);
      throw failure("The data could not be written", e);
    }
  }

  /** Reads few rows, on a connection of its own, into memory. */
  void read(SqlWork.Reading work) throws IOException {
    acquire(readers);
    try {
      run(work);
    } finally {
      readers.release();
    }
  }

  /**
   * Runs the work on a connection of its own, with results streamed, as slowly as it takes them.
   */
  void stream(SqlWork.Reading work) throws IOException {
    acquire(streams);
    try {
      read(work);
    } finally {
      streams.release();
    }
  }

  private static void acquire(Semaphore slots) {
    try {
      if (!slots.tryAcquire(READER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("Too many reads at once; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The server is stopping", e);
    }
  }

  private void run(SqlWork.Reading work) throws IOException {
    DuckDBConnection root = writer;
    if (root == null) {
      throw new StoreException(CLOSED);
    }
    try (DuckDBConnection connection = root.duplicate()) {
      work.run(connection);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Runs work that may take long or much memory; how many do so at once is the caller's to bound.
   */
  <T extends @Nullable Object> T query(Interruption interruption, SqlWork.Answering<T> work) {
    QueryConnections connections = queries;
    if (connections == null) {
      throw new StoreException(CLOSED);
    }
    try {
      return connections.run(work);
    } catch (SQLException e) {
      if (interruption.isStopped()) {
        throw new StoppedException();
      }
      if (String.valueOf(e.getMessage()).startsWith("Out of Memory")) {
        throw new MemoryException(e);
      }
      throw unreadable(e);
    }
  }

  private StoreException unreadable(SQLException e) {
    StoreException failure = failure("The data could not be read", e);
    if (String.valueOf(e.getMessage()).contains("invalidated")) {
      // of no use until it is closed, which the next write does
      fails(failure);
    }
    return failure;
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
    // Checkpoints come sooner; this is for when they fail.
    settings.setProperty("checkpoint_threshold", "1GB");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    DuckDBConnection connection = null;
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, settings);
      NativeLibrary.deleteUnpacked();
      queries = new QueryConnections(connection);
      checkpoints = new Checkpoints(file, connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET allowed_directories = [" + literal(exports) + "]");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      }
      onOpen.run(connection);
      writer = connection;
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      if (connection != null) {
        abandon(connection);
      }
      throw failure("The data file " + file + " could not be opened", e);
    }
  }

  /** A path as SQL writes it; where a statement takes no parameter. */
  static String literal(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private void undo(DuckDBConnection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
      statement.execute("SELECT 1");
    } catch (SQLException | RuntimeException | Error e) {
      LOG.debug("The data file is closed after an error and opened again with the next write", e);
      abandon(connection);
    }
  }

  private void abandon(DuckDBConnection connection) {
    writer = null;
    QueryConnections open = queries;
    queries = null;
    Checkpoints due = checkpoints;
    checkpoints = null;
    try {
      if (due != null) {
        due.close();
      }
      if (open != null) {
        open.close();
      }
      connection.close();
    } catch (SQLException e) {
      LOG.debug("Closing the data file failed", e);
    }
  }

  private void works() {
    if (trouble != null && usableBytes() >= FREE_BYTES) {
      trouble = null;
      LOG.info("Writing works again");
    }
  }

  private StoreException fails(StoreException e) {
    if (trouble == null) {
      LOG.warn(
          "Nothing can be stored, posts are answered with 503 until it works again: {}",
          e.getMessage());
      LOG.debug("The failure", e);
    }
    trouble = String.valueOf(e.getMessage());
    return e;
  }

  private void requireSpace() {
    long usable = usableBytes();
    if (usable < FREE_BYTES) {
      throw new StoreException(
          "The disk of the data is full: " + usable / 1_000_000 + " MB are free, 64 are needed");
    }
  }

  /** Whether the disk has room for this and for what else is to be stored. */
  boolean hasSpace(long bytes) {
    return usableBytes() >= FREE_BYTES + bytes;
  }

  private long usableBytes() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return Files.getFileStore(folder == null ? file : folder).getUsableSpace();
    } catch (IOException e) {
      LOG.debug("The free space is not known", e);
      return Long.MAX_VALUE;
    }
  }

  private static StoreException failure(String what, Throwable cause) {
    if (cause instanceof StoreException known) {
      return known;
    }
    return new StoreException(what + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    String message = cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage());
    if (message.contains("Could not set lock")) {
      return "another process uses it. Stop that one or choose another folder with --data.";
    }
    return message.lines().findFirst().orElse(message);
  }
}
