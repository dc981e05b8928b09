package dev.footfall.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** What the request and the event table have in common: the first columns, texts, numbers. */
final class Rows {
  /** The columns both tables begin with, as they are read; {@link #origin} reads the last six. */
  static final String HEAD =
      "id, epoch_us(received_at), epoch_us(created_at), framework, privacy_level, service,"
          + " environment, instance, version";

  static final int HEAD_COLUMNS = 9;

  private Rows() {}

  static void appendHead(DuckDBAppender appender, long id, Batch batch, long createdAtMicros)
      throws SQLException {
    Origin origin = batch.origin();
    appender.append(id);
    appender.append(batch.key().projectId());
    appender.append(batch.key().keyId());
    appender.appendEpochMicros(batch.receivedAtMicros());
    appender.appendEpochMicros(createdAtMicros);
    appendText(appender, origin.framework());
    appender.append((byte) origin.privacyLevel());
    appendText(appender, origin.service());
    appendText(appender, origin.environment());
    appendText(appender, origin.instance());
    appendText(appender, origin.version());
  }

  static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        row.getString(4),
        row.getInt(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }

  static void appendText(DuckDBAppender appender, @Nullable String text) throws SQLException {
    if (text == null) {
      appender.appendNull();
    } else {
      appender.append(text);
    }
  }

  static void appendNumber(DuckDBAppender appender, long number) throws SQLException {
    if (number == RequestRow.NONE) {
      appender.appendNull();
    } else {
      appender.append(number);
    }
  }

  static long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? RequestRow.NONE : number;
  }

  /** Of microseconds. */
  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.toInstant(micros);
  }

  /**
   * A project's rows of a cursor's time; what else they must be like may be added.
   *
   * @param time the column that says when
   */
  static Sql log(String columns, String table, String time, int projectId, LogCursor cursor) {
    Sql sql =
        new Sql()
            .add("SELECT " + columns + " FROM " + table + " WHERE project_id = ")
            .bind(projectId);
    bound(sql, time + " >= ", cursor.from());
    bound(sql, time + " < ", cursor.to());
    return sql;
  }

  private static void bound(Sql sql, String comparison, @Nullable Instant instant) {
    if (instant != null) {
      sql.add(" AND " + comparison).bindTime(Micros.of(instant));
    }
  }

  /** Of these, the cursor's by their ids. */
  static Sql byId(Sql rows, LogCursor cursor) {
    return rows.add(" AND id" + beyond(cursor.ascending()))
        .bind(cursor.id())
        .add(" ORDER BY id" + direction(cursor.ascending()) + " LIMIT ")
        .bind(cursor.limit());
  }

  /** Only those behind one with this value and id, in the order of a column, equal ones by ids. */
  static Sql behind(String column, Sql value, long id, boolean ascending) {
    String beyond = beyond(ascending);
    return new Sql()
        .add(" AND (" + column + beyond)
        .add(value)
        .add(" OR " + column + " = ")
        .add(value)
        .add(" AND id" + beyond)
        .bind(id)
        .add(")");
  }

  /** In the order of a column, equal ones by ids. */
  static String sorted(String column, boolean ascending) {
    String direction = direction(ascending);
    return " ORDER BY " + column + direction + ", id" + direction;
  }

  private static String beyond(boolean ascending) {
    return ascending ? " > " : " < ";
  }

  private static String direction(boolean ascending) {
    return ascending ? " ASC" : " DESC";
  }
}
