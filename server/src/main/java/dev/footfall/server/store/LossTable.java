package dev.footfall.server.store;

import dev.footfall.server.store.Losses.Lost;
import dev.footfall.server.store.Losses.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private static final String SAME =
      " r.key_id = n.key_id AND r.service IS NOT DISTINCT FROM n.service AND r.kind = n.kind"
          + " AND r.field = n.field AND r.reason = n.reason AND r.received_at >= n.minute"
          + " AND r.received_at < n.minute + INTERVAL 1 MINUTE";

  /** What was rejected alike in one minute: one row. */
  private record Alike(
      Key key, @Nullable String service, String kind, Rejection why, long minuteMicros) {}

  /** How many, and when the last of them came. */
  private record Count(long records, long lastMicros) {
    Count and(Count other) {
      long sum = records + other.records;
      return new Count(sum < 0 ? Long.MAX_VALUE : sum, Math.max(lastMicros, other.lastMicros));
    }
  }

  /** Counts what was rejected of batches, in one statement, however many there are. */
  static void reject(DuckDBConnection connection, List<Batch> batches) throws SQLException {
    Map<Alike, Count> counts = new LinkedHashMap<>();
    for (Batch batch : batches) {
      long now = batch.receivedAtMicros();
      long minute = Math.floorDiv(now, MINUTE_MICROS) * MINUTE_MICROS;
      batch
          .rejections()
          .forEach(
              (why, records) ->
                  counts.merge(
                      new Alike(batch.key(), batch.origin().service(), batch.kind(), why, minute),
                      new Count(records, now),
                      Count::and));
    }
    if (!counts.isEmpty()) {
      new Sql()
          .add("MERGE INTO rejections AS r USING ")
          .add(news(counts))
          .add(" ON" + SAME)
          .add(" WHEN MATCHED THEN UPDATE SET count = r.count + n.count,")
          .add(" received_at = greatest(r.received_at, n.received_at)")
          .add(" WHEN NOT MATCHED THEN INSERT (project_id, key_id, received_at, service, kind,")
          .add(" field, reason, count) VALUES (n.project_id, n.key_id, n.received_at, n.service,")
          .add(" n.kind, n.field, n.reason, n.count)")
          .execute(connection);
    }
  }

  private static Sql news(Map<Alike, Count> counts) {
    Sql sql = new Sql().add("(VALUES ");
    String between = "";
    for (Map.Entry<Alike, Count> each : counts.entrySet()) {
      Alike alike = each.getKey();
      Count count = each.getValue();
      sql.add(between + "(").bindAll(List.of(alike.key().projectId(), alike.key().keyId()));
      sql.add(", ").bindTime(count.lastMicros()).add(", ").bindTime(alike.minuteMicros()).add(", ");
      String service = alike.service();
      (service == null ? sql.add("CAST(NULL AS VARCHAR)") : sql.bind(service)).add(", ");
      sql.bindAll(List.of(alike.kind(), alike.why().field(), alike.why().reason()));
      sql.add(", ").bind(count.records()).add(")");
      between = ", ";
    }
    return sql.add(
        ") AS n(project_id, key_id, received_at, minute, service, kind, field, reason, count)");
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
