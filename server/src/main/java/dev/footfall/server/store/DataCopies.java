package dev.footfall.server.store;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the data file that are made while it is in use, one at a time: to take its place, or as
 * a backup. They run like queries: what comes in takes precedence of memory.
 */
final class DataCopies {
  private static final Logger LOG = LoggerFactory.getLogger(DataCopies.class);

  /** So often a copy may be in vain, as rows were deleted meanwhile; then that has to wait. */
  private static final int FREE_ATTEMPTS = 3;

  private static final long REPEAT_MILLIS = 20;

  private final DuckDatabase database;
  private final ExportFolder folder;
  private final Residue residue;
  private final Interruption interruption = new Interruption();
  private final ReentrantLock copying = new ReentrantLock();

  DataCopies(DuckDatabase database, ExportFolder folder, Residue residue) {
    this.database = database;
    this.folder = folder;
    this.residue = residue;
  }

  BackupFile backup() {
    return alone(
        () -> {
          DataCopy copy = begin();
          try {
            run(copy::copyAll);
            return new BackupFile(copy.file().path(), copy.lastRequestId());
          } catch (RuntimeException | Error e) {
            discard(copy);
            throw e;
          }
        });
  }

  Compaction compact() {
    return alone(
        () -> {
          long begin = System.nanoTime();
          long bytesBefore = database.bytes();
          Duration held = null;
          for (int attempt = 0; attempt < FREE_ATTEMPTS && held == null; attempt++) {
            held = replace();
          }
          if (held == null) {
            held = Objects.requireNonNull(residue.unchanged(this::replace), "nothing changed");
          }
          Compaction done =
              new Compaction(
                  bytesBefore, database.bytes(), Duration.ofNanos(System.nanoTime() - begin), held);
          LOG.info(
              "The data file was written anew in {} ms, posts waited {} ms of it: {} MB of {} MB"
                  + " are left",
              done.took().toMillis(),
              held.toMillis(),
              done.bytesAfter() / 1_000_000,
              bytesBefore / 1_000_000);
          return done;
        });
  }

  /** Ends a copy that is being made, and lets none begin any more. */
  void stop() {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      interruption.stop();
      try {
        ended = copying.tryLock(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    copying.unlock();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long posts were held, or null when something was deleted or changed meanwhile. */
  private @Nullable Duration replace() {
    long changes = residue.changes();
    DataCopy copy = begin();
    try {
      run(copy::begin);
      run(DataCopies::checkpoint);
      run(copy::follow);
      Duration held =
          database.replaceBy(
              copy.file(),
              () -> residue.changes() == changes && database.query(interruption, copy::finish),
              residue::removed);
      if (held == null) {
        LOG.info("Records were deleted or changed while the data file was copied");
        discard(copy);
      }
      return held;
    } catch (RuntimeException | Error e) {
      discard(copy);
      throw e;
    }
  }

  /** So that little is left of the log that must be emptied while nothing is written. */
  private static void checkpoint(DuckDBConnection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      LOG.debug("No checkpoint this time; it then takes longer later", e);
    }
  }

  private void run(SqlWork.Writing work) {
    run(interruption, work);
  }

  private void run(Interruption stoppable, SqlWork.Writing work) {
    database.query(
        stoppable,
        connection -> {
          work.run(connection);
          return true;
        });
  }

  private DataCopy begin() {
    database.disk().requireForCopy(database.bytes());
    return new DataCopy(new DataFile(folder.name("duckdb")), interruption);
  }

  private <T> T alone(Supplier<T> work) {
    if (!copying.tryLock()) {
      throw new BusyException();
    }
    try {
      return work.get();
    } catch (StoppedException e) {
      throw new StoreException("The server is stopping", e);
    } catch (StoreException e) {
      if (EngineErrors.isDiskFull(e)) {
        throw new NoSpaceException("The disk became full while the data file was copied");
      }
      throw e;
    } finally {
      copying.unlock();
    }
  }

  private void discard(DataCopy copy) {
    try {
      run(new Interruption(), copy::abandon);
    } catch (RuntimeException e) {
      LOG.debug("The engine lets go of the copy when the data file is opened again", e);
    }
    try {
      copy.file().delete();
    } catch (IOException e) {
      LOG.warn("A copy of the data file is left until the next start: {}", copy.file().path(), e);
    }
  }
}
