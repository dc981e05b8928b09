package dev.footfall.server.store;

import dev.footfall.server.store.Losses.Lost;
import dev.footfall.server.store.Losses.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The tables of what was lost. */
final class LossTable {
  static final String REJECTIONS = "rejections";
  static final String DROPS = "drops";

  private static final long MINUTE_MICROS = Duration.ofMinutes(1).toMillis() * 1000;

  private LossTable() {}

  /** Counts what was rejected of a batch; of a minute there is one row of each kind. */
  static void reject(DuckDBConnection connection, Batch batch) throws SQLException {
    for (Map.Entry<Rejection, Long> each : batch.rejections().entrySet()) {
      if (add(batch, each.getKey(), each.getValue()).execute(connection) == 0) {
        insert(batch, each.getKey(), each.getValue()).execute(connection);
      }
    }
  }

  private static Sql add(Batch batch, Rejection rejection, long count) {
    long now = batch.receivedAtMicros();
    long minute = Math.floorDiv(now, MINUTE_MICROS) * MINUTE_MICROS;
    Sql sql =
        new Sql()
            .add("UPDATE rejections SET count = count + ")
            .bind(count)
            .add(", received_at = greatest(received_at, ")
            .bindTime(now)
            .add(") WHERE received_at >= ")
            .bindTime(minute)
            .add(" AND received_at < ")
            .bindTime(minute + MINUTE_MICROS)
            .add(" AND key_id = ")
            .bind(batch.key().keyId())
            .add(" AND kind = ")
            .bind(batch.kind())
            .add(" AND field = ")
            .bind(rejection.field())
            .add(" AND reason = ")
            .bind(rejection.reason());
    String service = batch.origin().service();
    return service == null
        ? sql.add(" AND service IS NULL")
        : sql.add(" AND service = ").bind(service);
  }

  private static Sql insert(Batch batch, Rejection rejection, long count) {
    String service = batch.origin().service();
    Sql sql =
        new Sql()
            .add("INSERT INTO rejections VALUES (")
            .bind(batch.key().projectId())
            .add(", ")
            .bind(batch.key().keyId())
            .add(", ")
            .bindTime(batch.receivedAtMicros())
            .add(", ");
    return (service == null ? sql.add("NULL") : sql.bind(service))
        .add(", ")
        .bindAll(List.of(batch.kind(), rejection.field(), rejection.reason(), count))
        .add(")");
  }

  /**
   * @param from the first instant at which the server may have learned of them; null: any
   * @param to the first instant after; null: any
   * @param limit how many reasons of each are listed
   */
  static Losses read(
      DuckDBConnection connection,
      int projectId,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit)
      throws SQLException {
    return new Losses(
        read(connection, select("kind, field, reason", REJECTIONS, projectId, from, to, limit)),
        read(connection, select("NULL, NULL, reason", DROPS, projectId, from, to, limit)));
  }

  private static Sql select(
      String why,
      String table,
      int projectId,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit) {
    Sql sql =
        new Sql()
            .add("SELECT " + why + ", service, " + whole("sum(count)"))
            .add(" AS n, epoch_us(max(received_at)), " + whole("sum(sum(count)) OVER ()"))
            .add(", epoch_us(max(max(received_at)) OVER ()) FROM " + table)
            .add(" WHERE project_id = ")
            .bind(projectId);
    if (from != null) {
      sql.add(" AND received_at >= ").bindTime(Micros.of(from));
    }
    if (to != null) {
      sql.add(" AND received_at < ").bindTime(Micros.of(to));
    }
    return sql.add(" GROUP BY 1, 2, 3, 4 ORDER BY n DESC, 3, 2, 1, 4 NULLS LAST LIMIT ")
        .bind(limit);
  }

  /** Clients may report whatever number they like. */
  private static String whole(String sum) {
    return "CAST(least(" + sum + ", " + Long.MAX_VALUE + ") AS BIGINT)";
  }

  private static Lost read(DuckDBConnection connection, Sql sql) throws SQLException {
    List<Reason> reasons = new ArrayList<>();
    Lost lost = Lost.NONE;
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        reasons.add(
            new Reason(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6)));
        lost = new Lost(row.getLong(7), row.getLong(8), reasons);
      }
    }
    return lost;
  }
}
