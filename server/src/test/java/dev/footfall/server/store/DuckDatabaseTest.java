package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDatabaseTest {
  @TempDir Path folder;

  @Test
  void failure_isTold_undoesAll_andEndsWithTheNextSuccess() throws Exception {
    try (DuckDatabase database =
        new DuckDatabase(
            folder.resolve("file"), folder.resolve("exports"), "64MB", DuckDatabaseTest::make)) {
      assertThat(database.trouble()).isNull();

      assertThatThrownBy(
              () ->
                  database.write(
                      connection -> {
                        insert(connection);
                        throw new LinkageError("a fault");
                      }))
          .isInstanceOf(StoreException.class);
      assertThat(database.trouble()).contains("a fault");

      database.probe(DuckDatabaseTest::insert);
      assertThat(database.trouble()).isNull();
      database.read(connection -> assertThat(count(connection)).isEqualTo(1));
    }
  }

  @Test
  void memory_thatCouldNotBeBroughtUpToDate_isLoadedAgain() {
    int[] opened = {0};
    try (DuckDatabase database =
        new DuckDatabase(
            folder.resolve("file"),
            folder.resolve("exports"),
            "64MB",
            connection -> {
              make(connection);
              opened[0]++;
            })) {
      assertThatThrownBy(
              () ->
                  database.write(
                      DuckDatabaseTest::insert,
                      1,
                      () -> {
                        throw new OutOfMemoryError("a test");
                      }))
          .isInstanceOf(StoreException.class);
      database.write(DuckDatabaseTest::insert);

      assertThat(opened[0]).isEqualTo(2);
    }
  }

  private static void make(DuckDBConnection connection) throws SQLException {
    execute(connection, "CREATE TABLE IF NOT EXISTS things (id INTEGER)");
  }

  private static void insert(DuckDBConnection connection) throws SQLException {
    execute(connection, "INSERT INTO things VALUES (1)");
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM things")) {
      row.next();
      return row.getInt(1);
    }
  }
}
