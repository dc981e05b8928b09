package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
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
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DataFile file;
  private final DiskSpace disk;
  private final Path exports;
  private final String memory;
  private final SqlWork.Writing onOpen;
  private final ReentrantLock writing = new ReentrantLock();

  /** Shared by what reads. Fair: what came before the file is replaced ends, what comes waits. */
  private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock(true);

  private volatile @Nullable OpenFile opened;
  private volatile @Nullable String trouble;
  // guarded by writing
  private boolean closed;

  /**
   * @param exports the only folder that statements may write files into
   * @param onOpen runs each time the file was opened, before anything else
   */
  DuckDatabase(Path file, Path exports, String memory, SqlWork.Writing onOpen) {
    this.file = new DataFile(file);
    this.disk = new DiskSpace(file);
    this.exports = exports;
    this.memory = memory;
    this.onOpen = onOpen;
    open(onOpen);
  }

  DiskSpace disk() {
    return disk;
  }

  /** What the data take on the disk. */
  long bytes() {
    return file.bytes() + file.logBytes();
  }

  /** Why data cannot be stored at present, or null when it can. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Tries whether writing works again, with a write that must find room for more than itself. */
  void probe(SqlWork.Writing work) {
    writing.lock();
    try {
      // Reading may work where writing does not.
      ready();
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
      commitOrRepeat(ready(), work);
      try {
        committed.run();
      } catch (RuntimeException | Error e) {
        // What is in memory may lag behind the tables; opening again loads it.
        abandon();
        throw EngineErrors.failure("The data was written, but not all of it noted", e);
      }
      OpenFile open = opened;
      if (open != null) {
        open.checkpoints().committed(rows);
      }
      works();
    } catch (StoreException e) {
      throw fails(e);
    } finally {
      writing.unlock();
    }
  }

  /** What queries hold of the memory they give back: what comes in has precedence. */
  private void commitOrRepeat(OpenFile open, SqlWork.Writing work) {
    try {
      commit(open.writer(), work);
    } catch (SQLException | RuntimeException | Error e) {
      undo(open);
      if (!EngineErrors.isOutOfMemory(e)) {
        throw EngineErrors.failure(NOT_WRITTEN, e);
      }
      LOG.info("Queries are stopped: what is to be stored needs their memory");
      repeat(work);
    }
  }

  private void repeat(SqlWork.Writing work) {
    boolean fresh = opened == null;
    OpenFile open = ready();
    try {
      if (fresh) {
        commit(open.writer(), work);
      } else {
        open.queries().alone(() -> commit(open.writer(), work));
      }
    } catch (SQLException | RuntimeException | Error e) {
      undo(open);
      throw EngineErrors.failure(NOT_WRITTEN, e);
    }
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
    reading.readLock().lock();
    try {
      readable().reads().read(work);
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      reading.readLock().unlock();
    }
  }

  /**
   * Runs the work on a connection of its own, with results streamed, as slowly as it takes them.
   */
  void stream(SqlWork.Reading work) throws IOException {
    reading.readLock().lock();
    try {
      readable().reads().stream(work);
    } catch (SQLException e) {
      throw unreadable(e);
    } finally {
      reading.readLock().unlock();
    }
  }

  private OpenFile readable() {
    OpenFile open = opened;
    if (open == null) {
      throw new ClosedException();
    }
    return open;
  }

  /**
   * Runs work that may take long or much memory; how many do so at once is the caller's to bound.
   */
  <T extends @Nullable Object> T query(Interruption interruption, SqlWork.Answering<T> work) {
    reading.readLock().lock();
    try {
      return readable().queries().run(interruption, work);
    } catch (SQLException e) {
      if (interruption.isStopped()) {
        throw new StoppedException();
      }
      if (EngineErrors.isOutOfMemory(e)) {
        throw new MemoryException(e);
      }
      throw unreadable(e);
    } finally {
      reading.readLock().unlock();
    }
  }

  private StoreException unreadable(SQLException e) {
    StoreException failure = EngineErrors.failure("The data could not be read", e);
    if (String.valueOf(e.getMessage()).contains("invalidated")) {
      // of no use until it is closed, which the next write does
      fails(failure);
    }
    return failure;
  }

  /**
   * Puts another file into the place of this one. Reads under way may end before, in a few seconds:
   * later they are cut. What comes meanwhile waits.
   *
   * @param whole whether the other file has everything and is closed, found out while nothing is
   *     written
   * @param replaced runs once it is the file, before anything else
   * @return how long nothing could be written, or null when the file is still the former
   */
  @Nullable Duration replaceBy(DataFile other, BooleanSupplier whole, Runnable replaced) {
    boolean alone = awaitReaders();
    writing.lock();
    try {
      long begin = System.nanoTime();
      OpenFile open = readable();
      if (!whole.getAsBoolean()) {
        return null;
      }
      checkpoint(open);
      abandon();
      moveHere(other);
      replaced.run();
      // What is in memory about the tables stays true: nothing was written meanwhile.
      open(connection -> {});
      return Duration.ofNanos(System.nanoTime() - begin);
    } catch (StoreException e) {
      throw opened == null ? fails(e) : e;
    } finally {
      writing.unlock();
      if (alone) {
        reading.writeLock().unlock();
      }
    }
  }

  private void moveHere(DataFile other) {
    try {
      OpenFile.requireClosed(file);
      other.moveTo(file);
    } catch (StoreException e) {
      try {
        ready();
      } catch (StoreException later) {
        // The next write opens it.
        e.addSuppressed(later);
      }
      throw e;
    }
  }

  private boolean awaitReaders() {
    try {
      return reading.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The server is stopping", e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      OpenFile open = opened;
      if (open != null) {
        checkpoint(open);
        abandon();
      }
    } finally {
      writing.unlock();
    }
  }

  private static void checkpoint(OpenFile open) {
    try (Statement statement = open.writer().createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      LOG.warn("No checkpoint before closing; the write-ahead log keeps everything", e);
    }
  }

  private OpenFile ready() {
    OpenFile open = opened;
    return open == null ? open(onOpen) : open;
  }

  private OpenFile open(SqlWork.Writing first) {
    if (closed) {
      throw new StoreException("The server has stopped");
    }
    OpenFile open = null;
    try {
      open = OpenFile.open(file, exports, memory, disk.spillableMegabytes());
      first.run(open.writer());
      opened = open;
      return open;
    } catch (SQLException | RuntimeException | Error e) {
      if (open != null) {
        open.close();
      }
      throw EngineErrors.unopened(file, e);
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
  private void undo(OpenFile open) {
    try (Statement statement = open.writer().createStatement()) {
      statement.execute("ROLLBACK");
      statement.execute("SELECT 1");
    } catch (SQLException | RuntimeException | Error e) {
      LOG.debug("The data file is closed after an error and opened again with the next write", e);
      abandon();
    }
  }

  private void abandon() {
    OpenFile open = opened;
    opened = null;
    if (open != null) {
      open.close();
    }
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
}
