package dev.footfall.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Whether a file is a whole data file that this version can open; it stays as it is. */
public final class DataFileCheck {
  private DataFileCheck() {}

  /**
   * Reads everything in it: the engine compares each block with its checksum.
   *
   * @return how many requests it holds
   * @throws StoreException when it is not, with the reason
   */
  public static long countRequests(Path file) {
    Properties settings = new Properties();
    settings.setProperty("access_mode", "READ_ONLY");
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "2");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings)) {
      NativeLibrary.deleteUnpacked();
      Migrations.check(connection);
      for (String table : DataCopy.tables(connection)) {
        number(connection, "SELECT count(hash(t)) FROM " + table + " t");
      }
      return number(connection, "SELECT count(*) FROM " + RequestTable.NAME);
    } catch (SQLException e) {
      throw EngineErrors.failure("it is not a whole data file", e);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
