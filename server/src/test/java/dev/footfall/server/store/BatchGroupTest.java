package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

class BatchGroupTest {
  private final KeyDirectory keys = new KeyDirectory();
  private final IdSequence requestIds = new IdSequence(RequestTable.NAME);
  private final IdSequence eventIds = new IdSequence(EventTable.NAME);

  @Test
  void group_canBeWrittenAgain_andIsStoredOnce() throws SQLException {
    try (DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Migrations.run(connection);
      Key key = new Key(1, 1);
      KeyTable.insert(connection, key, null, "a hash", "a share's hash", Instant.EPOCH);
      keys.replace(KeyDirectory.read(connection));
      UUID id = UUID.randomUUID();
      BatchGroup group =
          new BatchGroup(
              List.of(batch(key, null), batch(key, id), batch(key, id)),
              keys,
              new BatchLedger(),
              requestIds,
              eventIds);

      // The last time is after a commit that was taken for failed: the ids are loaded again.
      for (String end : List.of("ROLLBACK", "COMMIT", "COMMIT")) {
        statement.execute("BEGIN TRANSACTION");
        group.write(connection);
        statement.execute(end);
        requestIds.load(connection);
        eventIds.load(connection);
      }

      assertThat(group.outcomes()).hasSize(3);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT (SELECT count(*) FROM requests), (SELECT count(*) FROM batches)")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(2);
        assertThat(row.getLong(2)).isEqualTo(1);
      }
    }
  }

  private static Batch batch(Key key, UUID id) {
    RequestRow row =
        new RequestRow(0, 200, 0, 0, 0, 1, 0, new String[RequestField.values().length]);
    return new Batch(
        key,
        "requests",
        id,
        Micros.of(Instant.now()),
        new Origin(null, 0, null, null, null, null),
        List.of(row),
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        null);
  }
}
