package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.FilterReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tokens table: the only place that knows its columns. */
final class TokenTable {
  static final String NAME = "tokens";

  private static final String COLUMNS =
      "id, key_id, owner, scope, filters, epoch_us(created_at), epoch_us(expires_at),"
          + " epoch_us(revoked_at), share, epoch_us(seen_from), epoch_us(seen_to), seen_days";

  private TokenTable() {}

  static void readAll(Connection connection, KeyDirectory.Loaded into) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + COLUMNS + ", project_id, token_hash FROM tokens")) {
      while (row.next()) {
        StoredToken token = token(row);
        into.addToken(caller(row.getInt(13), token), row.getString(14));
      }
    }
  }

  static Caller caller(int projectId, StoredToken token) {
    return new Caller(
        new Key(projectId, token.keyId()),
        token.id(),
        token.owner(),
        token.scope(),
        token.filters() == null ? Condition.ALWAYS : FilterReader.lock(token.filters()),
        token.shared(),
        token.expiresAt(),
        token.revokedAt() != null);
  }

  static void insert(Connection connection, int projectId, StoredToken token, String hash)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO tokens (id, project_id, key_id, token_hash, owner, scope, filters,"
                + " created_at, expires_at, share, seen_from, seen_to, seen_days)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, make_timestamp(?), make_timestamp(?),"
                + " ?, make_timestamp(?), make_timestamp(?), ?)")) {
      insert.setInt(1, token.id());
      insert.setInt(2, projectId);
      insert.setInt(3, token.keyId());
      insert.setString(4, hash);
      insert.setString(5, token.owner());
      insert.setString(6, token.scope().wireName());
      insert.setString(7, token.filters());
      insert.setLong(8, Micros.of(token.createdAt()));
      insert.setObject(9, micros(token.expiresAt()));
      SharedPeriod shared = token.shared();
      insert.setBoolean(10, shared != null);
      insert.setObject(11, shared == null ? null : micros(shared.from()));
      insert.setObject(12, shared == null ? null : micros(shared.to()));
      insert.setObject(13, shared == null ? null : shared.lastDays());
      insert.execute();
    }
  }

  /** All of a project, ended ones too, in the order of their making. */
  static List<StoredToken> list(Connection connection, int projectId) throws SQLException {
    List<StoredToken> tokens = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM tokens WHERE project_id = ? ORDER BY id")) {
      query.setInt(1, projectId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tokens.add(token(row));
        }
      }
    }
    return tokens;
  }

  static void revoke(Connection connection, int id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE tokens SET revoked_at = make_timestamp(?) WHERE id = ?")) {
      update.setLong(1, Micros.of(now));
      update.setInt(2, id);
      update.execute();
    }
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : (Long) Micros.of(instant);
  }

  private static @Nullable SharedPeriod shared(ResultSet row) throws SQLException {
    if (!row.getBoolean(9)) {
      return null;
    }
    int days = row.getInt(12);
    Integer lastDays = row.wasNull() ? null : (Integer) days;
    return new SharedPeriod(Rows.instant(row, 10), Rows.instant(row, 11), lastDays);
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    return new StoredToken(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        Scope.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getString(5),
        shared(row),
        Micros.toInstant(row.getLong(6)),
        Rows.instant(row, 7),
        Rows.instant(row, 8));
  }
}
