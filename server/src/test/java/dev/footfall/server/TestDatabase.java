package dev.footfall.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The data file of a server that does not run. */
final class TestDatabase {
  private TestDatabase() {}

  static long count(Path data, String sql) {
    try (Connection connection = connect(data);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void run(Path data, String sql) {
    try (Connection connection = connect(data);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(Path data) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + data.resolve("footfall.duckdb"));
  }
}
