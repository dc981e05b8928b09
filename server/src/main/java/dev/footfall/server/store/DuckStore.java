package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The store in one DuckDB file. */
public final class DuckStore implements Store {
  private final KeyDirectory keys = new KeyDirectory();
  private final BatchLedger ledger = new BatchLedger();
  private final IdSequence requestIds = new IdSequence(RequestTable.NAME);
  private final IdSequence eventIds = new IdSequence(EventTable.NAME);
  private final Clock clock;
  private final ExportFolder exports;
  private final DuckDatabase database;

  private DuckStore(Path file, String memory, Clock clock) {
    this.clock = clock;
    this.exports = new ExportFolder(file.resolveSibling("exports"));
    SpillFolder.clear(file);
    this.database = new DuckDatabase(file, exports.path(), memory, this::load);
  }

  /**
   * Opens or makes the file and brings it to this version's schema.
   *
   * @param memory the engine's memory limit, such as {@code 256MB}
   * @throws StoreException when it is not to be had, with the reason
   */
  public static DuckStore open(Path file, String memory) {
    return new DuckStore(file, memory, Clock.systemUTC());
  }

  @Override
  public @Nullable Key key(String keyHash) {
    return keys.find(keyHash);
  }

  @Override
  public @Nullable Integer sharedProject(String shareHash) {
    return keys.projectOfShare(shareHash);
  }

  @Override
  public Key createProject(String keyHash, String shareHash, Instant now) {
    Key[] made = new Key[1];
    database.write(
        connection -> {
          Key known = keys.find(keyHash);
          made[0] = known != null ? known : keys.insert(connection, keyHash, shareHash, now);
        },
        0,
        () -> keys.remember(made[0], keyHash, shareHash));
    return made[0];
  }

  @Override
  public List<Stored> append(List<Batch> batches) {
    BatchGroup group = new BatchGroup(batches, keys, ledger, requestIds, eventIds);
    int rows = batches.stream().mapToInt(batch -> batch.requests().size()).sum();
    database.write(group::write, rows, group::remember);
    return group.outcomes();
  }

  @Override
  public @Nullable String trouble() {
    return database.trouble();
  }

  @Override
  public void probe() {
    database.probe(requestIds::mark);
  }

  @Override
  public void page(RequestPage page, RowVisitor<RequestRow> visitor) throws IOException {
    database.stream(connection -> RequestTable.page(connection, page, visitor));
  }

  @Override
  public long newestRequestId() {
    return requestIds.committed();
  }

  @Override
  public @Nullable StoredRequest request(int projectId, long id) throws IOException {
    @Nullable StoredRequest[] found = new @Nullable StoredRequest[1];
    database.read(connection -> found[0] = RequestTable.find(connection, projectId, id));
    return found[0];
  }

  @Override
  public void requests(RequestWindow window, RequestVisitor visitor) throws IOException {
    database.read(connection -> RequestTable.read(connection, window, visitor));
  }

  @Override
  public ParquetFile parquet(RequestWindow window, Set<String> columns) throws IOException {
    return new ParquetExport(database, exports).write(window, columns);
  }

  @Override
  public void events(int projectId, LogCursor cursor, RowVisitor<StoredEvent> visitor)
      throws IOException {
    List<StoredEvent> rows = new ArrayList<>();
    database.read(connection -> EventTable.log(connection, projectId, cursor, rows::add));
    for (StoredEvent row : rows) {
      visitor.visit(row);
    }
  }

  @Override
  public Outdated outdated() throws IOException {
    Outdated[] found = new Outdated[1];
    database.read(connection -> found[0] = DerivedFields.outdated(connection));
    return found[0];
  }

  @Override
  public void derive(long firstId, long lastId, Consumer<@Nullable String[]> derivation) {
    database.write(connection -> DerivedFields.derive(connection, firstId, lastId, derivation));
  }

  @Override
  public @Nullable Extent extent(int projectId, Interruption interruption) {
    return database.<@Nullable Extent>query(
        interruption, connection -> Aggregates.extent(connection, projectId, interruption));
  }

  @Override
  public Matches matches(int projectId, Filter filter, Interruption interruption) {
    return database.query(
        interruption,
        connection -> Aggregates.matches(connection, projectId, filter, interruption));
  }

  @Override
  public List<GroupRow> groups(int projectId, Grouping grouping, Interruption interruption) {
    return database.query(
        interruption,
        connection -> Aggregates.groups(connection, projectId, grouping, interruption));
  }

  @Override
  public void deleteRecords(Key key) {
    database.write(connection -> deleteRecords(connection, key));
  }

  @Override
  public void deleteKey(Key key) {
    database.write(
        connection -> {
          deleteRecords(connection, key);
          delete(connection, "DELETE FROM batches WHERE key_id = ?", key);
          delete(connection, "DELETE FROM keys WHERE id = ?", key);
        },
        0,
        () -> keys.forget(key));
  }

  @Override
  public void close() {
    database.close();
  }

  private void deleteRecords(DuckDBConnection connection, Key key) throws SQLException {
    requestIds.mark(connection);
    eventIds.mark(connection);
    for (String table : List.of(RequestTable.NAME, EventTable.NAME, "drops", "routes")) {
      delete(connection, "DELETE FROM " + table + " WHERE key_id = ?", key);
    }
  }

  private static void delete(DuckDBConnection connection, String sql, Key key) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setInt(1, key.keyId());
      delete.execute();
    }
  }

  private void load(DuckDBConnection connection) throws SQLException {
    Migrations.run(connection);
    keys.load(connection);
    long now = Micros.of(clock.instant());
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      BatchLedger.purge(connection, now);
      statement.execute("COMMIT");
    }
    ledger.replace(ledger.read(connection), now);
    requestIds.load(connection);
    eventIds.load(connection);
  }
}
