package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * The ids of a table: they grow with arrival and are never given twice, also when the newest rows
 * were deleted.
 *
 * <p>Given and committed under the database's write lock, group after group: the rows of a group
 * appear together, each above every row that anyone has seen. So whoever reads beyond a cursor can
 * miss nothing below it. What must not be passed is {@link #committed}: a read beyond it could find
 * the end of a group whose beginning it had not seen.
 */
final class IdSequence {
  private final String table;
  // under the write lock
  private long last;
  private volatile long committed;

  IdSequence(String table) {
    this.table = table;
  }

  void load(DuckDBConnection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT greatest((SELECT coalesce(max(id), 0) FROM "
                + table
                + "), (SELECT coalesce(max(value), 0) FROM marks WHERE name = ?))")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        last = row.getLong(1);
        committed = last;
      }
    }
  }

  /** The one that was given out last. */
  long last() {
    return last;
  }

  long next() {
    return ++last;
  }

  /** The rows that {@link #next} gave ids are committed; to be called before the next write. */
  void commit() {
    committed = last;
  }

  /** The highest id that can be read; no row at or below it will ever be added. */
  long committed() {
    return committed;
  }

  /** Keeps the highest id before rows are deleted. */
  void mark(DuckDBConnection connection) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM marks WHERE name = ?");
        PreparedStatement insert = connection.prepareStatement("INSERT INTO marks VALUES (?, ?)")) {
      delete.setString(1, table);
      delete.execute();
      insert.setString(1, table);
      insert.setLong(2, last);
      insert.execute();
    }
  }
}
