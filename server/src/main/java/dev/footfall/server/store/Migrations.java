package dev.footfall.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the schema to this version's by the numbered files beside this class, in order. */
final class Migrations {
  private static final List<String> FILES =
      List.of(
          "V001__first_schema.sql",
          "V002__derived_fields.sql",
          "V003__access.sql",
          "V004__project_use.sql",
          "V005__share_links.sql",
          "V006__settings.sql",
          "V007__losses_and_views.sql");

  private Migrations() {}

  static void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
      int version = known(statement);
      for (int next = version + 1; next <= FILES.size(); next++) {
        apply(connection, next);
      }
    }
  }

  /**
   * @throws StoreException when this version knows nothing of the file's schema
   */
  static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      known(statement);
    }
  }

  private static int known(Statement statement) throws SQLException {
    int version = version(statement);
    if (version > FILES.size()) {
      throw new StoreException(
          "The data is of a newer Footfall (schema "
              + version
              + ", this one knows "
              + FILES.size()
              + "). Start the newer version.");
    }
    return version;
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void apply(Connection connection, int version) throws SQLException {
    // Whoever opens the file closes it when this fails: that undoes the transaction.
    try (Statement statement = connection.createStatement();
        PreparedStatement mark =
            connection.prepareStatement("INSERT INTO schema_version VALUES (?)")) {
      statement.execute("BEGIN TRANSACTION");
      statement.execute(read(FILES.get(version - 1)));
      mark.setInt(1, version);
      mark.execute();
      statement.execute("COMMIT");
    }
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
