package dev.footfall.server.store;

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
  private static final long REMEMBERED_MICROS = Duration.ofDays(7).toMillis() * 1000;
  private static final long PURGE_EVERY_MICROS = Duration.ofDays(1).toMillis() * 1000;

  private final LongSet fingerprints = new LongSet();
  private long purgedAtMicros = Long.MIN_VALUE;

  record Id(int keyId, UUID batch) {
    private long fingerprint() {
      return (batch.getMostSignificantBits() * 31 + batch.getLeastSignificantBits()) * 31 + keyId;
    }
  }

  void load(DuckDBConnection connection) throws SQLException {
    fingerprints.clear();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT key_id, batch_high, batch_low FROM batches")) {
      while (row.next()) {
        fingerprints.add(
            new Id(row.getInt(1), new UUID(row.getLong(2), row.getLong(3))).fingerprint());
      }
    }
  }

  /** The outcome of the first time, or null when the id is new. */
  @Nullable Stored find(DuckDBConnection connection, Id id) throws SQLException {
    if (!fingerprints.contains(id.fingerprint())) {
      return null;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT accepted, rejected FROM batches"
                + " WHERE key_id = ? AND batch_high = ? AND batch_low = ?")) {
      query.setInt(1, id.keyId);
      query.setLong(2, id.batch.getMostSignificantBits());
      query.setLong(3, id.batch.getLeastSignificantBits());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Stored(row.getInt(1), row.getInt(2)) : null;
      }
    }
  }

  void append(DuckDBAppender appender, Id id, long receivedAtMicros, Stored stored)
      throws SQLException {
    appender.beginRow();
    appender.append(id.keyId);
    appender.append(id.batch.getMostSignificantBits());
    appender.append(id.batch.getLeastSignificantBits());
    appender.appendEpochMicros(receivedAtMicros);
    appender.append(stored.accepted());
    appender.append(stored.rejected());
    appender.endRow();
  }

  /** To be called once the row is committed. */
  void remember(Id id) {
    fingerprints.add(id.fingerprint());
  }

  /** Forgets what is over 7 days old, at most once a day. Returns whether it did. */
  boolean purge(DuckDBConnection connection, long nowMicros) throws SQLException {
    if (nowMicros < purgedAtMicros + PURGE_EVERY_MICROS && purgedAtMicros != Long.MIN_VALUE) {
      return false;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM batches WHERE received_at < make_timestamp(?)")) {
      delete.setLong(1, nowMicros - REMEMBERED_MICROS);
      delete.execute();
    }
    purgedAtMicros = nowMicros;
    return true;
  }
}
