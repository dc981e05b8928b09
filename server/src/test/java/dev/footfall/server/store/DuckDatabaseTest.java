package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DuckDatabaseTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE (i + j) % 7 = 8";
  private static final String GREEDY =
      "SELECT quantile_cont(i, 0.5) FROM (SELECT i FROM range(20000000) a(i) UNION ALL FROM things)";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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

  @Test
  void memory_thatQueriesHold_isGivenToWhatIsWritten() throws Exception {
    try (DuckDatabase database = database()) {
      CompletableFuture<Object> query = ask(database);
      int[] attempts = {0};

      database.write(
          connection -> {
            insert(connection);
            if (attempts[0]++ == 0) {
              throw new SQLException("Out of Memory Error: a test");
            }
          });

      assertThat(attempts[0]).isEqualTo(2);
      assertThat(query)
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(MemoryException.class);
      assertThat(database.trouble()).isNull();
      database.read(connection -> assertThat(count(connection)).isEqualTo(1));
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(1);
    }
  }

  /** For real: each of these queries takes all the memory, until it finds that it is too little. */
  @Test
  void write_whileQueriesTakeAllMemory_isDone() throws Exception {
    try (DuckDatabase database = database()) {
      AtomicBoolean done = new AtomicBoolean();
      Runnable queries =
          () -> {
            while (!done.get()) {
              greed(database);
            }
          };
      List<Thread> threads = List.of(new Thread(queries), new Thread(queries), new Thread(queries));
      threads.forEach(Thread::start);
      try {
        for (int i = 0; i < 20; i++) {
          int number = i;
          database.write(connection -> insertMuch(connection, number));
        }
      } finally {
        done.set(true);
        for (Thread thread : threads) {
          thread.join();
        }
      }
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(10_000_000);
    }
  }

  @Test
  void memory_thatIsNotThereEither_failsTheWrite() {
    try (DuckDatabase database = database()) {
      assertThatThrownBy(
              () ->
                  database.write(
                      connection -> {
                        throw new SQLException("Out of Memory Error: a test");
                      }))
          .isInstanceOf(StoreException.class);
      assertThat(database.trouble()).contains("a test");
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isZero();
    }
  }

  @Test
  void file_thatIsClosedAfterAFault_stopsWhatReads_andOpensAgain() throws Exception {
    try (DuckDatabase database = database()) {
      database.write(DuckDatabaseTest::insert);
      CompletableFuture<Object> query = ask(database);
      CountDownLatch streaming = new CountDownLatch(1);
      CountDownLatch reopened = new CountDownLatch(1);
      CompletableFuture<Void> stream =
          CompletableFuture.runAsync(
              () -> stream(database, streaming, reopened), work -> new Thread(work).start());
      streaming.await();

      assertThatThrownBy(
              () ->
                  database.write(
                      DuckDatabaseTest::insert,
                      1,
                      () -> {
                        throw new IllegalStateException("a fault");
                      }))
          .isInstanceOf(StoreException.class);
      assertThat(query).failsWithin(PATIENCE);

      database.write(DuckDatabaseTest::insert);
      reopened.countDown();
      assertThat(stream).failsWithin(PATIENCE);
      assertThat(database.trouble()).isNull();
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(3);
    }
  }

  /** What the engine cuts off its end it goes on counting in the file, as free. */
  @Test
  void file_whoseFreeEndWasCutOff_isWhole() throws Exception {
    Path file = folder.resolve("cut");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gone AS SELECT range AS i, random() AS r FROM range(400000)");
      statement.execute("CHECKPOINT");
      statement.execute("DROP TABLE gone");
      statement.execute("CHECKPOINT");
      statement.execute("CREATE TABLE kept (i INTEGER)");
      statement.execute("CHECKPOINT");
    }
    assertThat(Files.size(file)).isLessThan(2_000_000);

    DuckStore.open(file, "64MB").close();
  }

  @Test
  void file_thatIsReplaced_isReadFromThenOn_alsoWhereAReadHadToBeCut() throws Exception {
    try (DuckDatabase database = database()) {
      CountDownLatch streaming = new CountDownLatch(1);
      CountDownLatch replaced = new CountDownLatch(1);
      CompletableFuture<Void> stream =
          CompletableFuture.runAsync(
              () -> stream(database, streaming, replaced), work -> new Thread(work).start());
      streaming.await();

      assertThat(database.replaceBy(fileWithAThing(), () -> true, () -> {})).isPositive();
      replaced.countDown();

      assertThat(stream).failsWithin(PATIENCE);
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(1);
      database.write(DuckDatabaseTest::insert);
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(2);
    }
    assertThat(folder.resolve("file.wal")).doesNotExist();
    assertThat(folder.resolve("other")).doesNotExist();
  }

  /** The engine would go on with the former file, which has no name any more. */
  @Test
  void file_thatTheEngineHolds_isNotReplaced() throws Exception {
    try (DuckDatabase database = database()) {
      Connection[] left = new Connection[1];
      database.read(connection -> left[0] = connection.duplicate());
      DataFile other = fileWithAThing();

      assertThatThrownBy(() -> database.replaceBy(other, () -> true, () -> {}))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("still in use");
      left[0].close();

      assertThat(other.path()).exists();
      database.write(DuckDatabaseTest::insert);
      database.write(DuckDatabaseTest::insert);
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(2);
      assertThat(database.replaceBy(other, () -> true, () -> {})).isPositive();
      assertThat(database.query(new Interruption(), DuckDatabaseTest::count)).isEqualTo(1);
    }
  }

  private DataFile fileWithAThing() throws SQLException {
    Path other = folder.resolve("other");
    try (DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + other)) {
      make(connection);
      insert(connection);
    }
    return new DataFile(other);
  }

  @Test
  void close_stopsWhatRuns_andNothingOpensTheFileAgain() throws Exception {
    DuckDatabase database = database();
    CompletableFuture<Object> query = ask(database);

    database.close();

    assertThat(query).failsWithin(PATIENCE);
    assertThatThrownBy(() -> database.write(DuckDatabaseTest::insert))
        .isInstanceOf(StoreException.class);
    try (Connection other =
        DriverManager.getConnection(
            "jdbc:duckdb:" + folder.resolve("file"), "access_mode", "READ_ONLY")) {
      assertThat(other.isClosed()).isFalse();
    }
  }

  @Test
  void disk_isNotFilledByWhatDoesNotFitIntoMemory() throws Exception {
    try (DuckDatabase database = database()) {
      String most =
          database.query(
              new Interruption(),
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row =
                        statement.executeQuery(
                            "SELECT current_setting('max_temp_directory_size')")) {
                  row.next();
                  return row.getString(1);
                }
              });
      assertThat(most).doesNotContain("%").matches("[0-9.]+ (MiB|GiB)");
    }
  }

  @Test
  void filesThatAKilledServerLeft_areRemoved() throws Exception {
    Path left = folder.resolve("file.tmp").resolve("duckdb_temp_1_0_storage_DEFAULT-0.tmp");
    Files.createDirectory(left.getParent());
    Files.createFile(left);

    DuckStore.open(folder.resolve("file"), "64MB").close();

    assertThat(left).doesNotExist();
  }

  private DuckDatabase database() {
    return new DuckDatabase(
        folder.resolve("file"), folder.resolve("exports"), "64MB", DuckDatabaseTest::make);
  }

  /** A query that never ends by itself; it runs when this returns. */
  private static CompletableFuture<Object> ask(DuckDatabase database) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Interruption interruption = new Interruption();
    CompletableFuture<Object> asked =
        CompletableFuture.supplyAsync(
            () ->
                database.query(
                    interruption,
                    connection -> {
                      try (PreparedStatement endless = connection.prepareStatement(ENDLESS)) {
                        interruption.begin(endless);
                        begun.countDown();
                        try (ResultSet row = endless.executeQuery()) {
                          return row.next();
                        } finally {
                          interruption.end();
                        }
                      }
                    }),
            work -> new Thread(work).start());
    begun.await();
    return asked;
  }

  private static void greed(DuckDatabase database) {
    Interruption interruption = new Interruption();
    try {
      database.query(
          interruption,
          connection -> {
            try (PreparedStatement greedy = connection.prepareStatement(GREEDY)) {
              interruption.begin(greedy);
              try (ResultSet row = greedy.executeQuery()) {
                return row.next();
              } finally {
                interruption.end();
              }
            }
          });
    } catch (MemoryException e) {
      // as it should be
    }
  }

  /** Holds a result that it has not read to its end. */
  private static void stream(
      DuckDatabase database, CountDownLatch streaming, CountDownLatch until) {
    try {
      database.stream(
          connection -> {
            try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM range(100000000)")) {
              row.next();
              streaming.countDown();
              until.await();
              while (row.next()) {
                assertThat(row.getLong(1)).isPositive();
              }
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(DuckDBConnection connection) throws SQLException {
    execute(connection, "CREATE TABLE IF NOT EXISTS things (id INTEGER)");
  }

  private static void insert(DuckDBConnection connection) throws SQLException {
    execute(connection, "INSERT INTO things VALUES (1)");
  }

  /** A commit that fails may have stored all the same: what is repeated looks first. */
  private static void insertMuch(DuckDBConnection connection, int number) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO things SELECT hash(i) %% 100000000 * 20 + %d FROM range(500000) r(i)
          WHERE NOT EXISTS (FROM things WHERE id %% 20 = %d)
        """
            .formatted(number, number));
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
