package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what deletions would delete. */
final class HoldingSql {
  private HoldingSql() {}

  /** How many records of a kind there are, and of them such as were created before. */
  record Ages(long all, long before) {}

  /**
   * @param createdBeforeMicros null: none was
   */
  static Ages ages(
      Connection connection,
      RecordKind kind,
      int projectId,
      @Nullable Long createdBeforeMicros,
      Duration budget)
      throws SQLException {
    Sql sql = new Sql().add("SELECT count(*), ");
    if (createdBeforeMicros == null) {
      sql.add("0");
    } else {
      sql.add("count(*) FILTER (WHERE created_at < ").bindTime(createdBeforeMicros).add(")");
    }
    sql.add(" FROM " + kind.table() + " WHERE project_id = ").bind(projectId);
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = Budget.limit(budget, query, PreparedStatement::executeQuery)) {
      row.next();
      return new Ages(row.getLong(1), row.getLong(2));
    }
  }

  /** By key, what came under each of a project's. */
  static Map<Integer, Holding> ofKeys(Connection connection, int projectId) throws SQLException {
    Sql condition = new Sql().add("project_id = ").bind(projectId);
    return read(connection, "key_id", List.of(RecordKind.values()), condition);
  }

  /** Of the records of these kinds that satisfy the condition. */
  static Holding of(Connection connection, List<RecordKind> kinds, Sql condition)
      throws SQLException {
    return read(connection, "0", kinds, condition).getOrDefault(0, Holding.NONE);
  }

  private static Map<Integer, Holding> read(
      Connection connection, String holder, List<RecordKind> kinds, Sql condition)
      throws SQLException {
    Sql all = new Sql();
    for (RecordKind kind : kinds) {
      all.add(kind == kinds.get(0) ? "" : " UNION ALL ")
          .add("SELECT " + holder + " AS holder, created_at, received_at, ")
          .add(kind == RecordKind.REQUEST ? "1 AS request" : "0 AS request")
          .add(" FROM " + kind.table() + " WHERE ")
          .add(condition);
    }
    Sql sql =
        new Sql()
            .add("SELECT holder, count(*) FILTER (WHERE request = 1),")
            .add(" count(*) FILTER (WHERE request = 0),")
            .add(" epoch_us(min(created_at)), epoch_us(max(received_at)) FROM (")
            .add(all)
            .add(") GROUP BY holder");
    Map<Integer, Holding> found = new HashMap<>();
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.put(
            row.getInt(1),
            new Holding(
                row.getLong(2), row.getLong(3), Rows.instant(row, 4), Rows.instant(row, 5)));
      }
    }
    return found;
  }
}
