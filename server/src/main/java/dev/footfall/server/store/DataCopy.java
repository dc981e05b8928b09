package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * A second data file that is filled from the first while that is in use. Tables that grow come in
 * steps, so that the last step is short; all others are small and come whole.
 */
final class DataCopy {
  /** What the engine knows the second file by. */
  private static final String NAME = "footfall_copy";

  /** The tables that grow, by what grows in them. */
  private static final Map<String, String> GROWING =
      Map.of(RequestTable.NAME, "id", EventTable.NAME, "id", BatchLedger.NAME, BatchLedger.GROWING);

  private final DataFile file;
  private final Interruption interruption;
  private final Map<String, Long> lastCopied = new HashMap<>();

  /**
   * @param file not there yet, in a folder that the engine may write into
   */
  DataCopy(DataFile file, Interruption interruption) {
    this.file = file;
    this.interruption = interruption;
  }

  DataFile file() {
    return file;
  }

  /** The highest id of the requests that it holds. */
  long lastRequestId() {
    return lastCopied.getOrDefault(RequestTable.NAME, 0L);
  }

  /** Copies everything as it is at one moment; the file is whole then. */
  void copyAll(DuckDBConnection connection) throws SQLException {
    attach(connection);
    inTransaction(
        connection,
        () -> {
          makeTables(connection);
          copyGrowth(connection);
          copyOthers(connection);
        });
    detach(connection);
  }

  /** Copies the records as they are at one moment. */
  void begin(DuckDBConnection connection) throws SQLException {
    attach(connection);
    inTransaction(
        connection,
        () -> {
          makeTables(connection);
          copyGrowth(connection);
        });
    run(connection, "CHECKPOINT " + NAME);
  }

  /** Copies the records that came since. */
  void follow(DuckDBConnection connection) throws SQLException {
    inTransaction(connection, () -> copyGrowth(connection));
  }

  /**
   * Copies what is missing, while nothing is written.
   *
   * @return whether the file is whole then; not so when rows were deleted since the beginning
   */
  boolean finish(DuckDBConnection connection) throws SQLException {
    inTransaction(
        connection,
        () -> {
          copyGrowth(connection);
          if (!hasAllRows(connection, BatchLedger.NAME)) {
            // The clock went back, or old ids were forgotten.
            run(connection, "DELETE FROM " + NAME + "." + BatchLedger.NAME);
            run(connection, insert(BatchLedger.NAME));
          }
          copyOthers(connection);
          run(connection, "DELETE FROM " + NAME + ".marks WHERE name = '" + Residue.MARK + "'");
        });
    if (!hasAllRows(connection)) {
      return false;
    }
    detach(connection);
    return true;
  }

  /** Lets go of the file, whatever became of it. */
  void abandon(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DETACH DATABASE IF EXISTS " + NAME);
    }
  }

  private void attach(DuckDBConnection connection) throws SQLException {
    run(connection, "ATTACH " + DuckDatabase.literal(file.path()) + " AS " + NAME);
    file.protect();
  }

  /** Without a checkpoint what was copied would stay in a log beside the file. */
  private void detach(DuckDBConnection connection) throws SQLException {
    run(connection, "CHECKPOINT " + NAME);
    run(connection, "DETACH " + NAME);
  }

  private void makeTables(DuckDBConnection connection) throws SQLException {
    String name = "\"" + connection.getCatalog().replace("\"", "\"\"") + "\"";
    run(connection, "COPY FROM DATABASE " + name + " TO " + NAME + " (SCHEMA)");
  }

  private void copyGrowth(DuckDBConnection connection) throws SQLException {
    for (Map.Entry<String, String> growing : GROWING.entrySet()) {
      String table = growing.getKey();
      String place = growing.getValue();
      long after = lastCopied.getOrDefault(table, Long.MIN_VALUE);
      long last =
          number(connection, "SELECT coalesce(max(" + place + "), " + after + ") FROM " + table);
      if (last > after) {
        run(connection, insert(table) + " WHERE " + place + " > " + after);
        lastCopied.put(table, last);
      }
    }
  }

  private void copyOthers(DuckDBConnection connection) throws SQLException {
    for (String table : tables(connection)) {
      if (!GROWING.containsKey(table)) {
        run(connection, insert(table));
      }
    }
  }

  private static String insert(String table) {
    return "INSERT INTO " + NAME + "." + table + " SELECT * FROM " + table;
  }

  private boolean hasAllRows(DuckDBConnection connection) throws SQLException {
    for (String table : tables(connection)) {
      if (!hasAllRows(connection, table)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAllRows(DuckDBConnection connection, String table) throws SQLException {
    String marks = table.equals("marks") ? " WHERE name <> '" + Residue.MARK + "'" : "";
    return number(connection, "SELECT count(*) FROM " + table + marks)
        == number(connection, "SELECT count(*) FROM " + NAME + "." + table);
  }

  /** The tables of the data file. */
  static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT table_name FROM duckdb_tables()"
                    + " WHERE database_name = current_database() ORDER BY table_name");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static long number(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @FunctionalInterface
  private interface Steps {
    void run() throws SQLException;
  }

  private void inTransaction(DuckDBConnection connection, Steps steps) throws SQLException {
    run(connection, "BEGIN TRANSACTION");
    try {
      steps.run();
      run(connection, "COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      // The connection is used again.
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      } catch (SQLException ended) {
        e.addSuppressed(ended);
      }
      throw e;
    }
  }

  private void run(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      interruption.begin(statement);
      try {
        statement.execute(sql);
      } finally {
        interruption.end();
      }
    }
  }
}
