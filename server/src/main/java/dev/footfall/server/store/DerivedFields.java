package dev.footfall.server.store;

import dev.footfall.server.enrich.Rules;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Fills the derived fields of requests again that older rules or templates filled, or none. */
final class DerivedFields {
  private static final String FROM =
      " FROM requests LEFT JOIN settings USING (project_id) WHERE (derived_by IS DISTINCT FROM "
          + Rules.VERSION
          + " OR templated_by IS DISTINCT FROM templates_revision)";

  private static final RequestField[] FIELDS = RequestField.values();
  private static final List<RequestField> DERIVED =
      Arrays.stream(FIELDS).filter(RequestField::isDerived).toList();
  private static final String NAMES =
      Arrays.stream(FIELDS).map(RequestField::wireName).collect(Collectors.joining(", "));

  private static final String UPDATE =
      "UPDATE requests SET "
          + Stream.concat(
                  DERIVED.stream().map(field -> field.wireName() + " = d." + field.wireName()),
                  Stream.of("derived_by = " + Rules.VERSION, "templated_by = d.templated_by"))
              .collect(Collectors.joining(", "))
          + " FROM (SELECT unnest(?) AS id, unnest(?) AS templated_by, "
          + DERIVED.stream()
              .map(field -> "unnest(?) AS " + field.wireName())
              .collect(Collectors.joining(", "))
          + ") d WHERE requests.id = d.id AND requests.id BETWEEN ? AND ?";

  private DerivedFields() {}

  static Outdated outdated(DuckDBConnection connection) throws SQLException {
    Map<Integer, Long> records = new HashMap<>();
    long firstId = Long.MAX_VALUE;
    long lastId = 0;
    String sql = "SELECT project_id, count(*), min(id), max(id)" + FROM + " GROUP BY project_id";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        records.put(row.getInt(1), row.getLong(2));
        firstId = Math.min(firstId, row.getLong(3));
        lastId = Math.max(lastId, row.getLong(4));
      }
    }
    return new Outdated(records, firstId, lastId);
  }

  /** How many of a project there are. */
  static long outdated(DuckDBConnection connection, int projectId) throws SQLException {
    Sql sql = new Sql().add("SELECT count(*)" + FROM + " AND project_id = ").bind(projectId);
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  // Rows are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record OutdatedRow(long id, int projectId, @Nullable String[] texts) {}

  /**
   * Fills those with ids from the first to the last.
   *
   * @param settings of a project
   * @return how many records of which projects changed
   */
  static Map<Integer, Long> derive(
      DuckDBConnection connection,
      long firstId,
      long lastId,
      IntFunction<ProjectSettings> settings,
      BiConsumer<ProjectSettings, @Nullable String[]> derivation)
      throws SQLException {
    List<OutdatedRow> rows = read(connection, firstId, lastId);
    if (rows.isEmpty()) {
      return Map.of();
    }
    rows.forEach(row -> derivation.accept(settings.apply(row.projectId()), row.texts()));
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      int parameter = 1;
      Object[] ids = rows.stream().map(OutdatedRow::id).toArray();
      update.setArray(parameter++, connection.createArrayOf("BIGINT", ids));
      Object[] revisions =
          rows.stream().map(row -> settings.apply(row.projectId()).templatesRevision()).toArray();
      update.setArray(parameter++, connection.createArrayOf("INTEGER", revisions));
      for (RequestField field : DERIVED) {
        Object[] column = rows.stream().map(row -> row.texts()[field.index()]).toArray();
        update.setArray(parameter++, connection.createArrayOf("VARCHAR", column));
      }
      update.setLong(parameter++, firstId);
      update.setLong(parameter, lastId);
      update.execute();
    }
    return rows.stream()
        .collect(Collectors.groupingBy(OutdatedRow::projectId, Collectors.counting()));
  }

  private static List<OutdatedRow> read(DuckDBConnection connection, long firstId, long lastId)
      throws SQLException {
    List<OutdatedRow> rows = new ArrayList<>();
    String sql = "SELECT id, project_id, " + NAMES + FROM + " AND id BETWEEN ? AND ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, firstId);
      query.setLong(2, lastId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          @Nullable String[] texts = new @Nullable String[FIELDS.length];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(3 + i);
          }
          rows.add(new OutdatedRow(row.getLong(1), row.getInt(2), texts));
        }
      }
    }
    return rows;
  }
}
