package dev.footfall.server.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the write-ahead log holds into the file, on a thread of its own: the commit before is
 * answered meanwhile, the next one waits. The moment counts. The engine keeps rows in groups of
 * 122,880, and a checkpoint writes small neighbours anew as one: with 30,000 or 60,000 new rows at
 * a time it took up to four times as long as with almost a group's worth, and the file grew larger.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** With what a commit brings, not more than a group. */
  private static final int ROWS = 105_000;

  /** For rows that are far larger than usual. */
  private static final long MAX_LOG_BYTES = 256_000_000;

  private static final long PATIENCE_SECONDS = 60;

  private final DataFile file;
  private final DuckDBConnection connection;
  private final AtomicBoolean running = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "footfall-checkpoint");
            made.setDaemon(true);
            return made;
          });

  /** Touched by the one that writes. */
  private int rows;

  Checkpoints(DataFile file, DuckDBConnection root) throws SQLException {
    this.file = file;
    connection = root.duplicate();
  }

  /** To be called after each commit, by one thread at a time. */
  void committed(int newRows) {
    rows += newRows;
    if ((rows >= ROWS || file.logBytes() > MAX_LOG_BYTES) && running.compareAndSet(false, true)) {
      rows = 0;
      thread.execute(this::run);
    }
  }

  private void run() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      LOG.debug("No checkpoint this time; the write-ahead log keeps everything", e);
    } finally {
      running.set(false);
    }
  }

  /** Waits for the one that runs: the file stays open while there is a connection to it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "A checkpoint takes over {} s; the write-ahead log keeps everything", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    DuckDatabase.close(connection);
  }
}
