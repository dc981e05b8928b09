package dev.footfall.server.store;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Which batch ids were stored. A fingerprint of each is in memory, so that a new id costs no query
 * however many are remembered; a hit is confirmed by the table. Used by one thread at a time, under
 * the database's write lock.
 */
final class BatchLedger {
  static final String NAME = "batches";

  /** What grows in the table, unless the clock goes back. */
  static final String GROWING = "epoch_us(received_at)";

  private static final long REMEMBERED_MICROS = Duration.ofDays(7).toMillis() * 1000;
  private static final long PURGE_EVERY_MICROS = Duration.ofDays(1).toMillis() * 1000;

  /** Of this process only, so that no client can choose ids whose fingerprints collide. */
  private final long seed;

  private LongSet fingerprints = new LongSet();
  private long purgedAtMicros;

  BatchLedger() {
    seed = new SecureRandom().nextLong();
  }

  /**
   * What tells a batch from all others: a client that gets another key may send one again.
   *
   * @param kind what kind of post it came in: the same id may serve one of each
   */
  record Id(int projectId, String kind, UUID batch) {
    static @Nullable Id of(Batch batch) {
      UUID id = batch.id();
      return id == null ? null : new Id(batch.key().projectId(), batch.kind(), id);
    }
  }

  /** The fingerprints of what the table holds. */
  LongSet read(DuckDBConnection connection) throws SQLException {
    LongSet read = new LongSet();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT project_id, kind, batch_high, batch_low"
                    + " FROM batches JOIN keys ON keys.id = key_id")) {
      while (row.next()) {
        UUID batch = new UUID(row.getLong(3), row.getLong(4));
        read.add(fingerprint(new Id(row.getInt(1), row.getString(2), batch)));
      }
    }
    return read;
  }

  /** To be called once the purge is committed. */
  void replace(LongSet read, long nowMicros) {
    fingerprints = read;
    purgedAtMicros = nowMicros;
  }

  /** The outcome of the first time, or null when the id is new. */
  @Nullable Stored find(DuckDBConnection connection, Id id) throws SQLException {
    if (!fingerprints.contains(fingerprint(id))) {
      return null;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT accepted, rejected FROM batches"
                + " WHERE key_id IN (SELECT id FROM keys WHERE project_id = ?)"
                + " AND kind = ? AND batch_high = ? AND batch_low = ?")) {
      query.setInt(1, id.projectId);
      query.setString(2, id.kind);
      query.setLong(3, id.batch.getMostSignificantBits());
      query.setLong(4, id.batch.getLeastSignificantBits());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Stored(row.getInt(1), row.getInt(2)) : null;
      }
    }
  }

  void append(DuckDBAppender appender, int keyId, Id id, long receivedAtMicros, Stored stored)
      throws SQLException {
    appender.beginRow();
    appender.append(keyId);
    appender.append(id.kind);
    appender.append(id.batch.getMostSignificantBits());
    appender.append(id.batch.getLeastSignificantBits());
    appender.appendEpochMicros(receivedAtMicros);
    appender.append(stored.accepted());
    appender.append(stored.rejected());
    appender.endRow();
  }

  /** To be called once the row is committed. */
  void remember(Id id) {
    fingerprints.add(fingerprint(id));
  }

  /** Also after the clock went back: it was wrong when it was asked last. */
  boolean isPurgeDue(long nowMicros) {
    return Math.abs(nowMicros - purgedAtMicros) >= PURGE_EVERY_MICROS;
  }

  /** Forgets what is over 7 days old. */
  static void purge(DuckDBConnection connection, long nowMicros) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM batches WHERE received_at < make_timestamp(?)")) {
      delete.setLong(1, nowMicros - REMEMBERED_MICROS);
      delete.execute();
    }
  }

  private long fingerprint(Id id) {
    long mixed = mix(seed ^ id.batch.getMostSignificantBits());
    mixed = mix(mixed ^ id.batch.getLeastSignificantBits());
    return mix(mixed ^ ((long) id.kind.hashCode() << 32) ^ id.projectId);
  }

  /** Each bit of the result depends on each bit given (the end of MurmurHash3). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
