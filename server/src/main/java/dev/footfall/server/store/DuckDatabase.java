package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
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
  private static final String NOT_WRITTEN = "The data could not be written";

  /** What the engine says, which does not always begin with the first of these. */
  private static final List<String> OUT_OF_MEMORY =
      List.of("Out of Memory", "failed to pin block", "could not allocate block");

  private final Path file;
  private final DiskSpace disk;
  private final Path exports;
  private final String memory;
  private final SqlWork.Writing onOpen;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReadConnections readers = new ReadConnections();
  private volatile @Nullable DuckDBConnection writer;
  private volatile @Nullable QueryConnections queries;
  private volatile @Nullable Checkpoints checkpoints;
  private volatile @Nullable String trouble;
  // guarded by writing
  private boolean closed;

  /**
   * @param exports the only folder that statements may write files into
   * @param onOpen runs each time the file was opened, before anything else
   */
  DuckDatabase(Path file, Path exports, String memory, SqlWork.Writing onOpen) {
    this.file = file;
    this.disk = new DiskSpace(file);
    this.exports = exports;
    this.memory = memory;
    this.onOpen = onOpen;
    open();
  }

  DiskSpace disk() {
    return disk;
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
      disk.require();
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
   * @param work may run twice: it finds the tables as they were before, or what it did stored
   * @param rows about how many rows it adds
   * @param committed runs after the commit and before any other write: what is kept in memory about
   *     the tables changes there
   */
  void write(SqlWork.Writing work, int rows, Runnable committed) {
    writing.lock();
    try {
      DuckDBConnection open = writer;
      commitOrRepeat(open == null ? open() : open, work);
      try {
        committed.run();
      } catch (RuntimeException | Error e) {
        // What is in memory may lag behind the tables; opening again loads it.
        DuckDBConnection connection = writer;
        if (connection != null) {
          abandon(connection);
        }
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

  /** What queries hold of the memory they give back: what comes in has precedence. */
  private void commitOrRepeat(DuckDBConnection connection, SqlWork.Writing work) {
    try {
      commit(connection, work);
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection);
      if (!isOutOfMemory(e)) {
        throw failure(NOT_WRITTEN, e);
      }
      LOG.info("Queries are stopped: what is to be stored needs their memory");
      repeat(work);
    }
  }

  private void repeat(SqlWork.Writing work) {
    QueryConnections connections = queries;
    DuckDBConnection good = writer;
    DuckDBConnection connection = good == null ? open() : good;
    try {
      if (good == null || connections == null) {
        commit(connection, work);
      } else {
        connections.alone(() -> commit(connection, work));
      }
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection);
      throw failure(NOT_WRITTEN, e);
    }
  }

  private static boolean isOutOfMemory(Throwable e) {
    String message = e instanceof SQLException ? String.valueOf(e.getMessage()) : "";
    return OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }

  private static void commit(DuckDBConnection connection, SqlWork.Writing work)
      throws SQLException {
    // An appender joins only a transaction that SQL began: setAutoCommit(false) is not enough.
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN TRANSACTION");
      work.run(connection);
      transaction.execute("COMMIT");
    }
  }

  /** Reads few rows, on a connection of its own, into memory. */
  void read(SqlWork.Reading work) throws IOException {
    try {
      readers.read(this::root, work);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Runs the work on a connection of its own, with results streamed, as slowly as it takes them.
   */
  void stream(SqlWork.Reading work) throws IOException {
    try {
      readers.stream(this::root, work);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private DuckDBConnection root() {
    DuckDBConnection root = writer;
    if (root == null) {
      throw new ClosedException();
    }
    return root;
  }

  /**
   * Runs work that may take long or much memory; how many do so at once is the caller's to bound.
   */
  <T extends @Nullable Object> T query(Interruption interruption, SqlWork.Answering<T> work) {
    QueryConnections connections = queries;
    if (connections == null || writer == null) {
      throw new ClosedException();
    }
    try {
      return connections.run(interruption, work);
    } catch (SQLException e) {
      if (interruption.isStopped()) {
        throw new StoppedException();
      }
      if (isOutOfMemory(e)) {
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
      closed = true;
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
    if (closed) {
      throw new StoreException("The server has stopped");
    }
    Properties settings = new Properties();
    settings.setProperty("memory_limit", memory);
    settings.setProperty("max_temp_directory_size", disk.spillableMegabytes() + "MB");
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

  /**
   * What failed while it was committed cannot be rolled back, and the engine may show rows of it
   * until the file is opened again.
   */
  private void undo(DuckDBConnection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
      statement.execute("SELECT 1");
    } catch (SQLException | RuntimeException | Error e) {
      LOG.debug("The data file is closed after an error and opened again with the next write", e);
      abandon(connection);
    }
  }

  /** The engine lets go of the file once its last connection is closed. */
  private void abandon(DuckDBConnection connection) {
    writer = null;
    QueryConnections open = queries;
    queries = null;
    Checkpoints due = checkpoints;
    checkpoints = null;
    if (due != null) {
      due.close();
    }
    if (open != null) {
      open.close();
    }
    readers.closeOpen();
    close(connection);
  }

  static void close(DuckDBConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("Closing a connection failed", e);
    }
  }

  private void works() {
    if (trouble != null && disk.hasRoomFor(0)) {
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
