package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Searches what a server has on disk. */
final class DiskSearch {
  private DiskSearch() {}

  /** As text and in binary, in both orders. */
  static List<byte[]> forms(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return List.of(address.getBytes(StandardCharsets.UTF_8), bytes, reversed(bytes));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  static boolean isIn(byte[] bytes, byte[] form) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(new String(form, StandardCharsets.ISO_8859_1));
  }

  /** Every column of every table, as text. */
  static byte[] columns(Path database) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database)) {
      List<String> tables = tables(connection);
      assertThat(tables).contains("requests", "events", "batches", "keys");
      for (String table : tables) {
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("FROM " + table)) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              all.writeBytes(String.valueOf(row.getString(i)).getBytes(StandardCharsets.UTF_8));
              all.write('\n');
            }
          }
        }
      }
    }
    return all.toByteArray();
  }

  static List<String> tables(Connection connection) throws Exception {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE NOT internal")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /** A copy whose texts lie in the file as they are. */
  static Path uncompressed(Path database, Path folder) throws Exception {
    Path copy = folder.resolve("uncompressed.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET force_compression = 'uncompressed'");
      statement.execute("ATTACH '" + database + "' AS compressed (READ_ONLY)");
      statement.execute("ATTACH '" + copy + "' AS plain");
      statement.execute("COPY FROM DATABASE compressed TO plain");
      statement.execute("CHECKPOINT plain");
    }
    return copy;
  }
}
