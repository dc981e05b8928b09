package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Change CHANGE =
      new Change(Change.SERVER, "test", "probe 1", Map.of(), Map.of("b", 1, "a", "x"));

  @TempDir Path folder;

  private final AuditLog audit = new AuditLog(Clock.systemUTC());

  @Test
  void change_andItsEntry_areCommittedTogetherOrNotAtAll() throws Exception {
    try (DuckDatabase database = open()) {
      audit.write(database, this::change, () -> {});
      assertThatThrownBy(
              () ->
                  audit.write(
                      database,
                      connection -> {
                        change(connection);
                        throw new SQLException("a fault");
                      },
                      () -> {}))
          .isInstanceOf(StoreException.class);

      assertThat(entries(database)).hasSize(1);
      assertThat(probes(database)).isEqualTo(1);
      StoredChange entry = entries(database).get(0);
      assertThat(entry.after()).isEqualTo("{\"a\":\"x\",\"b\":1}");
      assertThat(entry.before()).isNull();
    }
  }

  @Test
  void commit_thatWasTakenForFailed_isNotMadeTwice() throws Exception {
    try (DuckDatabase database = open()) {
      int[] attempts = {0};
      audit.write(
          database,
          connection -> {
            change(connection);
            if (attempts[0]++ == 0) {
              // on disk, and yet the commit fails: memory is taken from queries and all is repeated
              connection.createStatement().execute("COMMIT");
              audit.load(connection);
              throw new SQLException("Out of Memory Error: a test");
            }
          },
          () -> {});

      assertThat(attempts[0]).isEqualTo(1);
      assertThat(entries(database)).hasSize(1);
      assertThat(probes(database)).isEqualTo(1);
    }
  }

  private void change(DuckDBConnection connection) throws SQLException {
    new Sql().add("INSERT INTO marks VALUES ('probe', ").bind(1).add(")").execute(connection);
    audit.add(connection, 1, CHANGE);
  }

  private DuckDatabase open() {
    return new DuckDatabase(
        folder.resolve("file"),
        folder,
        "64MB",
        connection -> {
          Migrations.run(connection);
          audit.load(connection);
        });
  }

  private static List<StoredChange> entries(DuckDatabase database) throws Exception {
    List<StoredChange> entries = new ArrayList<>();
    LogCursor all = new LogCursor(0, true, 100);
    database.read(connection -> AuditLog.read(connection, 1, all, entries::add));
    return entries;
  }

  private static long probes(DuckDatabase database) throws Exception {
    long[] count = new long[1];
    database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery("SELECT count(*) FROM marks WHERE name = 'probe'")) {
            row.next();
            count[0] = row.getLong(1);
          }
        });
    return count[0];
  }
}
