package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * The ids of a table: they grow with arrival and are never given twice, also when the newest rows
 * were deleted. Used under the database's write lock.
 */
final class IdSequence {
  private final String table;
  private long last;

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
      }
    }
  }

  long next() {
    return ++last;
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
