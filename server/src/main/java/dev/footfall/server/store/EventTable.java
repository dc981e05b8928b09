package dev.footfall.server.store;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The events table: the only place that knows its columns. */
final class EventTable {
  static final String NAME = "events";
  private static final String CREATED_AT = "created_at";

  private static final EventField[] FIELDS = EventField.values();
  private static final int NUMBERS = 3;
  private static final String LOG_COLUMNS =
      Rows.HEAD
          + ", duration_us, value, flags, "
          + Arrays.stream(FIELDS).map(EventField::wireName).collect(Collectors.joining(", "));

  private EventTable() {}

  static void append(DuckDBAppender appender, long id, Batch batch, EventRow row)
      throws SQLException {
    appender.beginRow();
    Rows.appendHead(appender, id, batch, row.createdAtMicros());
    Rows.appendNumber(appender, row.durationMicros());
    Double value = row.value();
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.doubleValue());
    }
    appender.append(row.flags());
    for (EventField field : FIELDS) {
      Rows.appendText(appender, row.text(field));
    }
    appender.endRow();
  }

  static void read(DuckDBConnection connection, EventPage page, RowVisitor<StoredEvent> visitor)
      throws SQLException, IOException {
    LogCursor cursor = page.cursor();
    Sql sql = Rows.log(LOG_COLUMNS, NAME, CREATED_AT, page.projectId(), cursor);
    if (page.userId() != null) {
      sql.add(" AND user_id = ").bind(page.userId());
    }
    if (page.byCreation()) {
      StoredEvent behind = page.behind();
      if (behind != null) {
        Sql time = new Sql().bindTime(behind.row().createdAtMicros());
        sql.add(Rows.behind(CREATED_AT, time, behind.id(), cursor.ascending()));
      }
      sql.add(Rows.sorted(CREATED_AT, cursor.ascending()) + " LIMIT ").bind(cursor.limit());
    } else {
      Rows.byId(sql, cursor);
    }
    try (PreparedStatement query = sql.prepare(connection)) {
      visit(query, visitor);
    }
  }

  static void ofUser(
      DuckDBConnection connection,
      int projectId,
      String userId,
      long after,
      long before,
      int limit,
      RowVisitor<StoredEvent> visitor)
      throws SQLException, IOException {
    Sql sql =
        new Sql()
            .add("SELECT " + LOG_COLUMNS + " FROM events WHERE project_id = ")
            .bind(projectId)
            .add(" AND user_id = ")
            .bind(userId)
            .add(" AND id > ")
            .bind(after)
            .add(" AND id < ")
            .bind(before)
            .add(" ORDER BY id LIMIT ")
            .bind(limit);
    try (PreparedStatement query = sql.prepare(connection)) {
      visit(query, visitor);
    }
  }

  private static void visit(PreparedStatement query, RowVisitor<StoredEvent> visitor)
      throws SQLException, IOException {
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        visitor.visit(
            new StoredEvent(row.getLong(1), row.getLong(2), Rows.origin(row), whole(row)));
      }
    }
  }

  private static EventRow whole(ResultSet row) throws SQLException {
    int first = Rows.HEAD_COLUMNS + 1;
    @Nullable String[] texts = new @Nullable String[FIELDS.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = row.getString(first + NUMBERS + i);
    }
    long durationMicros = Rows.number(row, first);
    double number = row.getDouble(first + 1);
    Double value = row.wasNull() ? null : number;
    return new EventRow(row.getLong(3), durationMicros, value, row.getInt(first + 2), texts);
  }
}
