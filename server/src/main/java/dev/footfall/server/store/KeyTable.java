package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys table: the only place that knows its columns. */
final class KeyTable {
  static final String NAME = "keys";

  /** Among the marks: the key of the server's own usage; of several the newest counts. */
  private static final String OWN = "own key";

  private KeyTable() {}

  static void readAll(Connection connection, KeyDirectory.Loaded into) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT project_id, id, name, key_hash, share_hash, revoked_at IS NOT NULL"
                    + " FROM keys")) {
      while (row.next()) {
        into.addKey(
            new Key(row.getInt(1), row.getInt(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getBoolean(6));
      }
    }
  }

  static void insert(
      Connection connection,
      Key key,
      @Nullable String name,
      String keyHash,
      String shareHash,
      Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO keys (id, project_id, key_hash, share_hash, created_at, name)"
                + " VALUES (?, ?, ?, ?, make_timestamp(?), ?)")) {
      insert.setInt(1, key.keyId());
      insert.setInt(2, key.projectId());
      insert.setString(3, keyHash);
      insert.setString(4, shareHash);
      insert.setLong(5, Micros.of(now));
      insert.setString(6, name);
      insert.execute();
    }
  }

  /** The key of the server's own usage, unless it was deleted or revoked. */
  static @Nullable Key own(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT project_id, id FROM keys WHERE revoked_at IS NULL"
                + " AND id = (SELECT max(value) FROM marks WHERE name = ?)")) {
      query.setString(1, OWN);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Key(row.getInt(1), row.getInt(2)) : null;
      }
    }
  }

  static void markOwn(Connection connection, Key key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO marks VALUES (?, ?)")) {
      insert.setString(1, OWN);
      insert.setInt(2, key.keyId());
      insert.execute();
    }
  }

  /** Gives a key another secret. */
  static void renew(Connection connection, Key key, String keyHash, String shareHash)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE keys SET key_hash = ?, share_hash = ? WHERE id = ?")) {
      update.setString(1, keyHash);
      update.setString(2, shareHash);
      update.setInt(3, key.keyId());
      update.execute();
    }
  }

  /** All of a project, revoked ones too, in the order of their making. */
  static List<StoredKey> list(Connection connection, int projectId) throws SQLException {
    List<StoredKey> keys = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, name, epoch_us(created_at), epoch_us(revoked_at) FROM keys"
                + " WHERE project_id = ? ORDER BY id")) {
      query.setInt(1, projectId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.add(
              new StoredKey(
                  row.getInt(1),
                  row.getString(2),
                  Micros.toInstant(row.getLong(3)),
                  Rows.instant(row, 4)));
        }
      }
    }
    return keys;
  }

  static void revoke(Connection connection, int id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE keys SET revoked_at = make_timestamp(?) WHERE id = ?")) {
      update.setLong(1, Micros.of(now));
      update.setInt(2, id);
      update.execute();
    }
  }
}
