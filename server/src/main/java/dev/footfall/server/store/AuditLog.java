package dev.footfall.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what: an entry is committed with the change it is about, or neither is; that of an
 * import, which takes many transactions, after it.
 */
final class AuditLog {
  private static final String NAME = "audit";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IdSequence ids = new IdSequence(NAME);
  private final Clock clock;

  AuditLog(Clock clock) {
    this.clock = clock;
  }

  void load(DuckDBConnection connection) throws SQLException {
    ids.load(connection);
  }

  /**
   * A write that {@linkplain #add adds} what it changes. A commit that was taken for failed is not
   * made twice.
   *
   * @param committed as {@link DuckDatabase#write(SqlWork.Writing, int, Runnable)} has it
   */
  void write(DuckDatabase database, SqlWork.Writing work, Runnable committed) {
    long[] first = {Long.MAX_VALUE};
    database.write(
        connection -> {
          if (ids.committed() < first[0]) {
            first[0] = ids.last() + 1;
            work.run(connection);
          }
        },
        0,
        () -> {
          ids.commit();
          committed.run();
        });
  }

  /** Adds an entry, within a {@link #write}. */
  void add(DuckDBConnection connection, int projectId, Change change) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit VALUES (?, ?, make_timestamp(?), ?, ?, ?, ?, ?)")) {
      insert.setLong(1, ids.next());
      insert.setInt(2, projectId);
      insert.setLong(3, Micros.of(clock.instant()));
      insert.setString(4, change.actor());
      insert.setString(5, change.action());
      insert.setString(6, change.object());
      insert.setString(7, json(change.before()));
      insert.setString(8, json(change.after()));
      insert.execute();
    }
  }

  static void read(
      DuckDBConnection connection,
      int projectId,
      LogCursor cursor,
      RowVisitor<StoredChange> visitor)
      throws SQLException, IOException {
    String columns = "id, epoch_us(\"at\"), actor, action, object, before, after";
    Sql sql = Rows.byId(Rows.log(columns, NAME, "\"at\"", projectId, cursor), cursor);
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        visitor.visit(
            new StoredChange(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7)));
      }
    }
  }

  private static @Nullable String json(Map<String, ?> state) {
    try {
      return state.isEmpty() ? null : JSON.writeValueAsString(new TreeMap<>(state));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not texts, numbers and truths: " + state.keySet(), e);
    }
  }
}
