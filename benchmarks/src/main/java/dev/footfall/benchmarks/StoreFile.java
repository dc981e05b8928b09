package dev.footfall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Stream;

/** The data of a server that is stopped, read directly, with the memory and threads it has. */
final class StoreFile implements AutoCloseable {

  private final Connection connection;

  private StoreFile(Connection connection) {
    this.connection = connection;
  }

  static StoreFile open(Path data) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "2");
    return new StoreFile(
        DriverManager.getConnection("jdbc:duckdb:" + data.resolve("footfall.duckdb"), settings));
  }

  /** What all files of a stopped server take. */
  static long bytes(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** What its requests add up to, without those of the server's own usage. */
  Tally tally() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*), count(DISTINCT id),
                  (sum(epoch_ms(created_at)) % 18446744073709551616)::VARCHAR,
                  (sum(response_time_us) % 18446744073709551616)::VARCHAR
                FROM requests
                WHERE key_id NOT IN (SELECT value FROM marks WHERE name = 'own key')""")) {
      row.next();
      if (row.getLong(1) != row.getLong(2)) {
        throw new IllegalStateException("an id was given twice");
      }
      return new Tally(
          row.getLong(1),
          Long.parseUnsignedLong(row.getString(3)),
          Long.parseUnsignedLong(row.getString(4)));
    }
  }

  /** Runs a query to its end. */
  double millis(String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
