package dev.footfall.server.store;

import dev.footfall.server.enrich.RouteRules;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The settings table: the only place that knows its columns. */
final class SettingsTable {
  private SettingsTable() {}

  static Map<Integer, ProjectSettings> readAll(DuckDBConnection connection) throws SQLException {
    Map<Integer, ProjectSettings> read = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT project_id, retention_days, max_records, mask_addresses, hidden_routes,"
                    + " templates, templates_revision FROM settings")) {
      while (row.next()) {
        read.put(
            row.getInt(1),
            new ProjectSettings(
                integer(row, 2),
                whole(row, 3),
                row.getBoolean(4),
                texts(row, 5),
                RouteRules.of(texts(row, 6)),
                integer(row, 7)));
      }
    }
    return read;
  }

  static void replace(DuckDBConnection connection, int projectId, ProjectSettings settings)
      throws SQLException {
    delete(connection, projectId);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO settings (project_id, retention_days, max_records, mask_addresses,"
                + " hidden_routes, templates, templates_revision) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, projectId);
      insert.setObject(2, settings.retentionDays());
      insert.setObject(3, settings.maxRecords());
      insert.setBoolean(4, settings.maskAddresses());
      insert.setArray(5, array(connection, settings.hiddenRoutes()));
      insert.setArray(6, array(connection, settings.rules().templates()));
      insert.setObject(7, settings.templatesRevision());
      insert.execute();
    }
  }

  static void delete(DuckDBConnection connection, int projectId) throws SQLException {
    new Sql().add("DELETE FROM settings WHERE project_id = ").bind(projectId).execute(connection);
  }

  private static Array array(DuckDBConnection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("VARCHAR", texts.toArray());
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Object[] texts = (Object[]) row.getArray(column).getArray();
    return Arrays.stream(texts).map(String::valueOf).toList();
  }

  private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : (Integer) value;
  }

  private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
