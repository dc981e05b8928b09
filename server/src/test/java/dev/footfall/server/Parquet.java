package dev.footfall.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Parquet file with an engine of its own. */
final class Parquet implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  private Parquet(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  static Parquet of(byte[] bytes) throws Exception {
    Path file = Files.createTempFile("footfall", ".parquet");
    Files.write(file, bytes);
    return new Parquet(file, DriverManager.getConnection("jdbc:duckdb:"));
  }

  Map<String, String> types() throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (ResultSet row =
        connection.createStatement().executeQuery("DESCRIBE FROM read_parquet('" + file + "')")) {
      while (row.next()) {
        types.put(row.getString(1), row.getString(2));
      }
    }
    return types;
  }

  List<Map<String, String>> rows() throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (ResultSet row =
        connection.createStatement().executeQuery("FROM read_parquet('" + file + "')")) {
      while (row.next()) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          Object value = row.getObject(i);
          String text = value == null ? null : value.toString();
          if (value instanceof OffsetDateTime time) {
            text = time.toInstant().toString();
          }
          values.put(row.getMetaData().getColumnName(i), text);
        }
        rows.add(values);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    Files.delete(file);
  }
}
