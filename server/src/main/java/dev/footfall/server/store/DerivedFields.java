package dev.footfall.server.store;

import dev.footfall.server.enrich.Rules;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Fills the derived fields of requests again that older rules filled, or none. */
final class DerivedFields {
  private static final String WHERE = "derived_by IS DISTINCT FROM " + Rules.VERSION;
  private static final RequestField[] FIELDS = RequestField.values();
  private static final List<RequestField> DERIVED =
      Arrays.stream(FIELDS).filter(RequestField::isDerived).toList();
  private static final String NAMES =
      Arrays.stream(FIELDS).map(RequestField::wireName).collect(Collectors.joining(", "));

  private static final String UPDATE =
      "UPDATE requests SET "
          + Stream.concat(
                  DERIVED.stream().map(field -> field.wireName() + " = d." + field.wireName()),
                  Stream.of("derived_by = " + Rules.VERSION))
              .collect(Collectors.joining(", "))
          + " FROM (SELECT unnest(?) AS id, "
          + DERIVED.stream()
              .map(field -> "unnest(?) AS " + field.wireName())
              .collect(Collectors.joining(", "))
          + ") d WHERE requests.id = d.id AND requests.id BETWEEN ? AND ?";

  private DerivedFields() {}

  static Outdated outdated(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), min(id), max(id) FROM requests WHERE " + WHERE)) {
      row.next();
      return new Outdated(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  static void derive(
      DuckDBConnection connection,
      long firstId,
      long lastId,
      Consumer<@Nullable String[]> derivation)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<@Nullable String[]> rows = new ArrayList<>();
    read(connection, firstId, lastId, ids, rows);
    if (ids.isEmpty()) {
      return;
    }
    rows.forEach(derivation);
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      int parameter = 1;
      update.setArray(parameter++, connection.createArrayOf("BIGINT", ids.toArray()));
      for (RequestField field : DERIVED) {
        Object[] column = rows.stream().map(texts -> texts[field.index()]).toArray();
        update.setArray(parameter++, connection.createArrayOf("VARCHAR", column));
      }
      update.setLong(parameter++, firstId);
      update.setLong(parameter, lastId);
      update.execute();
    }
  }

  private static void read(
      DuckDBConnection connection,
      long firstId,
      long lastId,
      List<Long> ids,
      List<@Nullable String[]> rows)
      throws SQLException {
    String sql = "SELECT id, " + NAMES + " FROM requests WHERE id BETWEEN ? AND ? AND " + WHERE;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, firstId);
      query.setLong(2, lastId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          @Nullable String[] texts = new @Nullable String[FIELDS.length];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(2 + i);
          }
          ids.add(row.getLong(1));
          rows.add(texts);
        }
      }
    }
  }
}
