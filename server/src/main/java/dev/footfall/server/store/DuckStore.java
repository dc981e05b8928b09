package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The store in one DuckDB file. */
public final class DuckStore implements Store {
  private final KeyDirectory keys = new KeyDirectory();
  private final BatchLedger ledger = new BatchLedger();
  private final IdSequence requestIds = new IdSequence(RequestTable.NAME);
  private final IdSequence eventIds = new IdSequence(EventTable.NAME);
  private final DuckProjectUses uses = new DuckProjectUses(this::database);
  private final Residue residue = new Residue();
  private final Clock clock;
  private final Revisions revisions;
  private final AuditLog audit;
  private final Keyring keyring;
  private final SettingsDirectory settings;
  private final SavedViews views;
  private final ExportFolder exports;
  private final DuckDatabase database;
  private final DataCopies copies;

  private DuckStore(Path file, String memory, Clock clock) {
    this.clock = clock;
    this.revisions = new Revisions(clock);
    this.audit = new AuditLog(clock);
    this.keyring = new Keyring(keys, audit, clock);
    this.settings = new SettingsDirectory(keys, audit, revisions);
    this.views = new SavedViews(keys, audit, clock);
    this.exports = new ExportFolder(file.resolveSibling("exports"));
    SpillFolder.clear(file);
    this.database = new DuckDatabase(file, exports.path(), memory, this::load);
    this.copies = new DataCopies(database, exports, residue);
  }

  /**
   * Opens or makes the file and brings it to this version's schema.
   *
   * @param memory the engine's memory limit, such as {@code 256MB}
   * @throws StoreException when it is not to be had, with the reason
   */
  public static DuckStore open(Path file, String memory) {
    return open(file, memory, Clock.systemUTC());
  }

  static DuckStore open(Path file, String memory, Clock clock) {
    return new DuckStore(file, memory, clock);
  }

  @Override
  public @Nullable Caller caller(String hash) {
    return keys.find(hash);
  }

  @Override
  public @Nullable Integer sharedProject(String shareHash) {
    return keys.projectOfShare(shareHash);
  }

  @Override
  public Key createProject(String actor, String keyHash, String shareHash, Instant now) {
    return keyring.createProject(database, actor, keyHash, shareHash, now);
  }

  @Override
  public void renewOwnKey(String keyHash, String shareHash, Instant now) {
    keyring.renewOwnKey(database, keyHash, shareHash, now);
  }

  @Override
  public List<StoredKey> keys(int projectId) throws IOException {
    List<StoredKey> found = new ArrayList<>();
    database.read(connection -> found.addAll(KeyTable.list(connection, projectId)));
    return found;
  }

  @Override
  public Map<Integer, Holding> holdings(int projectId) throws IOException {
    Map<Integer, Holding> found = new HashMap<>();
    database.read(connection -> found.putAll(HoldingSql.ofKeys(connection, projectId)));
    return found;
  }

  @Override
  public @Nullable StoredKey addKey(Caller by, String name, String keyHash, String shareHash) {
    return keyring.addKey(database, by, name, keyHash, shareHash);
  }

  @Override
  public Revocation revokeKey(Caller by, int id) {
    return keyring.revokeKey(database, by, id);
  }

  @Override
  public List<StoredToken> tokens(int projectId) throws IOException {
    List<StoredToken> found = new ArrayList<>();
    database.read(connection -> found.addAll(TokenTable.list(connection, projectId)));
    return found;
  }

  @Override
  public @Nullable StoredToken addToken(Caller by, TokenTerms terms, String hash) {
    return keyring.addToken(database, by, terms, hash);
  }

  @Override
  public boolean revokeToken(Caller by, int id, boolean shared) {
    return keyring.revokeToken(database, by, id, shared);
  }

  @Override
  public List<SavedView> views(int projectId) throws IOException {
    List<SavedView> found = new ArrayList<>();
    database.read(connection -> found.addAll(SavedViews.list(connection, projectId)));
    return found;
  }

  @Override
  public @Nullable SavedView addView(Caller by, String name, String page, String query) {
    return views.add(database, by, name, page, query);
  }

  @Override
  public boolean deleteView(Caller by, int id) {
    boolean[] known = {false};
    change(
        connection -> {
          known[0] = views.delete(connection, by, id);
          if (known[0]) {
            residue.mark(connection);
          }
        },
        () -> {
          if (known[0]) {
            residue.committed();
          }
        });
    return known[0];
  }

  @Override
  public void audit(int projectId, LogCursor cursor, RowVisitor<StoredChange> visitor)
      throws IOException {
    List<StoredChange> rows = new ArrayList<>();
    database.read(connection -> AuditLog.read(connection, projectId, cursor, rows::add));
    for (StoredChange row : rows) {
      visitor.visit(row);
    }
  }

  @Override
  public void addToAudit(int projectId, Change change) {
    audit.write(database, connection -> audit.add(connection, projectId, change), () -> {});
  }

  @Override
  public ProjectSettings settings(int projectId) {
    return settings.of(projectId);
  }

  @Override
  public Map<Integer, ProjectSettings> settings() {
    return settings.all();
  }

  @Override
  public @Nullable ProjectSettings changeSettings(
      Caller by, UnaryOperator<ProjectSettings> change) {
    return settings.change(database, by, change);
  }

  @Override
  public List<Stored> append(List<Batch> batches) {
    BatchGroup group = new BatchGroup(batches, keys, ledger, requestIds, eventIds);
    int rows = batches.stream().mapToInt(batch -> batch.requests().size()).sum();
    // Before: what is stored is known to be posted.
    for (Batch batch : batches) {
      uses.posted(batch.key().projectId(), batch.receivedAtMicros());
    }
    database.write(
        group::write,
        rows,
        () -> {
          group.remember();
          group.noteIn(revisions);
        });
    return group.outcomes();
  }

  @Override
  public List<DeclaredRoute> routes(int projectId, int limit) throws IOException {
    List<DeclaredRoute> found = new ArrayList<>();
    database.read(connection -> found.addAll(RouteTable.list(connection, projectId, limit)));
    return found;
  }

  @Override
  public Losses losses(int projectId, @Nullable Instant from, @Nullable Instant to, int limit)
      throws IOException {
    Losses[] found = new Losses[1];
    database.read(connection -> found[0] = LossTable.read(connection, projectId, from, to, limit));
    return found[0];
  }

  @Override
  public Newest newest(int projectId) {
    return revisions.of(projectId);
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
  public @Nullable StoredRequest request(int projectId, long id, Condition lock)
      throws IOException {
    @Nullable StoredRequest[] found = new @Nullable StoredRequest[1];
    database.read(connection -> found[0] = RequestTable.find(connection, projectId, id, lock));
    return found[0];
  }

  @Override
  public void requests(RequestWindow window, RequestVisitor visitor) throws IOException {
    database.read(connection -> RequestTable.read(connection, window, visitor));
  }

  @Override
  public List<StoredRequest> requests(RequestRanking ranking) throws IOException {
    List<StoredRequest> found = new ArrayList<>();
    database.read(connection -> found.addAll(RequestTable.read(connection, ranking)));
    return found;
  }

  @Override
  public ParquetFile parquet(RequestWindow window, Set<String> columns) throws IOException {
    return new ParquetExport(database, exports).write(window, columns);
  }

  @Override
  public List<StoredEvent> events(EventPage page) throws IOException {
    List<StoredEvent> rows = new ArrayList<>();
    database.read(connection -> EventTable.read(connection, page, rows::add));
    return rows;
  }

  @Override
  public @Nullable StoredEvent event(int projectId, long id) throws IOException {
    // the one below the next id
    EventPage page = EventPage.of(projectId, new LogCursor(id + 1, false, 1));
    List<StoredEvent> found = events(page);
    return found.isEmpty() || found.get(0).id() != id ? null : found.get(0);
  }

  @Override
  public long newestEventId() {
    return eventIds.committed();
  }

  @Override
  public List<StoredEvent> events(int projectId, String userId, long after, long before, int limit)
      throws IOException {
    List<StoredEvent> rows = new ArrayList<>();
    database.read(
        connection ->
            EventTable.ofUser(connection, projectId, userId, after, before, limit, rows::add));
    return rows;
  }

  @Override
  public Outdated outdated() throws IOException {
    Outdated[] found = new Outdated[1];
    database.read(connection -> found[0] = DerivedFields.outdated(connection));
    return found[0];
  }

  @Override
  public long outdated(int projectId) throws IOException {
    long[] found = new long[1];
    database.read(connection -> found[0] = DerivedFields.outdated(connection, projectId));
    return found[0];
  }

  @Override
  public Map<Integer, Long> derive(
      long firstId, long lastId, BiConsumer<ProjectSettings, @Nullable String[]> derivation) {
    Map<Integer, Long> derived = new HashMap<>();
    residue.changing(
        () ->
            database.write(
                connection -> {
                  residue.mark(connection);
                  // A second run finds nothing where the first was stored after all.
                  derived.putAll(
                      DerivedFields.derive(connection, firstId, lastId, settings::of, derivation));
                },
                0,
                () -> {
                  residue.committed();
                  derived.forEach(
                      (project, records) -> revisions.changed(project, RecordKind.REQUEST));
                }));
    return derived;
  }

  @Override
  public @Nullable Extent extent(int projectId, Condition lock, Interruption interruption) {
    Supplier<@Nullable Extent> read =
        () ->
            database.<@Nullable Extent>query(
                interruption,
                connection -> Aggregates.extent(connection, projectId, lock, interruption));
    Condition unmasked = lock instanceof Condition.Masked masked ? masked.part() : lock;
    return unmasked.equals(Condition.ALWAYS) ? revisions.extents().of(projectId, read) : read.get();
  }

  @Override
  public Matches matches(
      int projectId, Filter filter, List<Metric> metrics, Interruption interruption) {
    return revisions
        .matches()
        .of(
            projectId,
            filter,
            metrics,
            () ->
                database.query(
                    interruption,
                    connection ->
                        Aggregates.matches(connection, projectId, filter, metrics, interruption)));
  }

  @Override
  public List<GroupRow> groups(int projectId, Grouping grouping, Interruption interruption) {
    return database.query(
        interruption,
        connection -> Aggregates.groups(connection, projectId, grouping, interruption));
  }

  @Override
  public List<BreakdownRow> breakdown(
      int projectId, Breakdown breakdown, Interruption interruption) {
    return database.query(
        interruption,
        connection -> Aggregates.breakdown(connection, projectId, breakdown, interruption));
  }

  @Override
  public Forgetting forgetting() {
    return new DuckForgetting(database, requestIds, eventIds, residue, revisions, audit);
  }

  @Override
  public ProjectUses uses() {
    return uses;
  }

  @Override
  public void deleteRecords(Caller by) {
    int key = by.key().keyId();
    change(
        connection -> {
          Map<String, Long> gone = deleteRecords(connection, List.of(key));
          Change change = Change.gone(by.actor(), "records.delete", "key " + key, gone);
          audit.add(connection, by.projectId(), change);
        },
        () -> deleted(by));
  }

  @Override
  public boolean deleteKey(Caller by) {
    int key = by.key().keyId();
    boolean[] last = {false};
    KeyDirectory.@Nullable Loaded[] read = new KeyDirectory.@Nullable Loaded[1];
    change(
        connection -> {
          List<StoredKey> all = KeyTable.list(connection, by.projectId());
          if (all.stream().noneMatch(other -> other.id() == key)) {
            // two called at once
            return;
          }
          last[0] = all.stream().noneMatch(other -> other.isLive() && other.id() != key);
          List<Integer> ids = last[0] ? all.stream().map(StoredKey::id).toList() : List.of(key);
          Map<String, Long> gone = deleteRecords(connection, ids);
          delete(connection, "batches", ids);
          read[0] = keyring.delete(connection, ids);
          if (last[0]) {
            SettingsTable.delete(connection, by.projectId());
            views.deleteAll(connection, by.projectId());
          }
          String object = last[0] ? "project " + by.projectId() : "key " + key;
          Change change = Change.gone(by.actor(), "account.delete", object, gone);
          audit.add(connection, by.projectId(), change);
        },
        () -> {
          deleted(by);
          keyring.replace(read[0]);
          if (last[0]) {
            settings.forget(by.projectId());
          }
        });
    return last[0];
  }

  @Override
  public boolean hasResidue() {
    return residue.isPresent();
  }

  @Override
  public Compaction compact() {
    return copies.compact();
  }

  @Override
  public BackupFile backup() {
    return copies.backup();
  }

  @Override
  public void stopCopying() {
    copies.stop();
  }

  @Override
  public void close() {
    copies.stop();
    database.close();
  }

  private DuckDatabase database() {
    return database;
  }

  private void change(SqlWork.Writing work, Runnable committed) {
    residue.changing(() -> audit.write(database, work, committed));
  }

  private void deleted(Caller by) {
    residue.committed();
    revisions.changed(by.projectId(), null);
  }

  /** How many of each are gone. */
  private Map<String, Long> deleteRecords(DuckDBConnection connection, List<Integer> keyIds)
      throws SQLException {
    residue.mark(connection);
    requestIds.mark(connection);
    eventIds.mark(connection);
    delete(connection, LossTable.DROPS, keyIds);
    delete(connection, LossTable.REJECTIONS, keyIds);
    delete(connection, "routes", keyIds);
    return Map.of(
        RequestTable.NAME, delete(connection, RequestTable.NAME, keyIds),
        EventTable.NAME, delete(connection, EventTable.NAME, keyIds));
  }

  private static long delete(DuckDBConnection connection, String table, List<Integer> keyIds)
      throws SQLException {
    return new Sql()
        .add("DELETE FROM " + table + " WHERE key_id IN (")
        .bindAll(keyIds)
        .add(")")
        .execute(connection);
  }

  private void load(DuckDBConnection connection) throws SQLException {
    Migrations.run(connection);
    keyring.load(connection);
    settings.load(connection);
    views.load(connection);
    audit.load(connection);
    residue.load(connection);
    long now = Micros.of(clock.instant());
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      BatchLedger.purge(connection, now);
      uses.load(connection, now);
      statement.execute("COMMIT");
    }
    ledger.replace(ledger.read(connection), now);
    requestIds.load(connection);
    eventIds.load(connection);
    // what was thought to have failed may be there after all
    revisions.changedAll();
  }
}
