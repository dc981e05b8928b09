package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What deleted and changed rows leave in the file, until it is written anew. That there is some is
 * a row among the marks, which a new file goes without.
 */
final class Residue {
  static final String MARK = "residue";

  private final AtomicLong changes = new AtomicLong();
  private final ReadWriteLock rows = new ReentrantReadWriteLock(true);
  private volatile boolean present;

  void load(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM marks WHERE name = ?")) {
      query.setString(1, MARK);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        present = row.getLong(1) > 0;
      }
    }
  }

  /** Deletes or changes rows; waits while {@link #unchanged} forbids it. */
  void changing(Runnable write) {
    rows.readLock().lock();
    try {
      write.run();
    } finally {
      rows.readLock().unlock();
    }
  }

  /** Does the work while no row is deleted or changed; new ones may come. */
  <T extends @Nullable Object> T unchanged(Supplier<T> work) {
    rows.writeLock().lock();
    try {
      return work.get();
    } finally {
      rows.writeLock().unlock();
    }
  }

  /** To be called in the transaction that deletes or changes rows. */
  void mark(Connection connection) throws SQLException {
    if (present) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO marks VALUES (?, ?)")) {
      insert.setString(1, MARK);
      insert.setLong(2, 1);
      insert.execute();
    }
  }

  /** To be called once the transaction is committed, before any other. */
  void committed() {
    present = true;
    changes.incrementAndGet();
  }

  /**
   * Grows with each transaction that deletes or changes rows: a copy that began before lacks it.
   */
  long changes() {
    return changes.get();
  }

  /** To be called once the file is one without. */
  void removed() {
    present = false;
  }

  boolean isPresent() {
    return present;
  }
}
