package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the server needs of a storage engine, and no more: a second engine implements this and
 * nothing else. Implementations are thread-safe. Every method but the in-memory look-ups may throw
 * {@link StoreException}; after one, nothing of the failed call is stored. One with an {@link
 * Interruption} throws {@link StoppedException} soon after that was stopped.
 */
public interface Store extends AutoCloseable {
  /**
   * Whoever shows the key or token with this hash, ended or not; null when it is not known. Answers
   * from memory: ingest asks for every post.
   */
  @Nullable Caller caller(String hash);

  /** The project whose share id has this hash, or null. */
  @Nullable Integer sharedProject(String shareHash);

  /**
   * Makes a project with its first key; returns the existing key when the hash is known.
   *
   * @param actor whoever asks for it, as the audit log is to call it
   */
  Key createProject(String actor, String keyHash, String shareHash, Instant now);

  /**
   * Gives the key of the server's own usage this secret instead of the one it had. When there is no
   * such key, or it was revoked, makes a project with it.
   */
  void renewOwnKey(String keyHash, String shareHash, Instant now);

  /** All keys of a project in the order of their making, revoked ones too. */
  List<StoredKey> keys(int projectId) throws IOException;

  /** What came under each of a project's keys, by their ids; keys without anything are left out. */
  Map<Integer, Holding> holdings(int projectId) throws IOException;

  /**
   * Makes another key for the caller's project; null when it has as many as it may, or the caller
   * was revoked meanwhile.
   */
  @Nullable StoredKey addKey(Caller by, String name, String keyHash, String shareHash);

  /** Revokes a key of the caller's project; what was posted with it stays. */
  Revocation revokeKey(Caller by, int id);

  /** All tokens of a project in the order of their making, ended ones too. */
  List<StoredToken> tokens(int projectId) throws IOException;

  /**
   * Makes a token for the caller's project; null when it has as many as it may, or the caller was
   * revoked meanwhile.
   */
  @Nullable StoredToken addToken(Caller by, TokenTerms terms, String hash);

  /**
   * Revokes a token of the caller's project; false when it has no such token.
   *
   * @param shared whether it is a share link
   */
  boolean revokeToken(Caller by, int id, boolean shared);

  /** The addresses of the dashboard that a project has names for, by name. */
  List<SavedView> views(int projectId) throws IOException;

  /**
   * Names an address; null when the project has as many as it may, or the caller was revoked
   * meanwhile.
   */
  @Nullable SavedView addView(Caller by, String name, String page, String query);

  /** Deletes a view of the caller's project; false when it has no such view. */
  boolean deleteView(Caller by, int id);

  /** What was changed in a project, by whom. */
  void audit(int projectId, LogCursor cursor, RowVisitor<StoredChange> visitor) throws IOException;

  /** Puts a change on a project's audit log that took many transactions, and is stored already. */
  void addToAudit(int projectId, Change change);

  /** What a project decides for itself. Answers from memory: ingest asks for every post. */
  ProjectSettings settings(int projectId);

  /** The same of all projects that decide something; from memory, too. */
  Map<Integer, ProjectSettings> settings();

  /**
   * Changes what the caller's project decides for itself.
   *
   * @param change may be called twice
   * @return what is in force now; null when the caller was revoked meanwhile
   */
  @Nullable ProjectSettings changeSettings(Caller by, UnaryOperator<ProjectSettings> change);

  /**
   * Stores all batches in one transaction. When this returns, they are synced to disk. A batch
   * whose id was stored before is not stored again; its first outcome is returned.
   *
   * @return the outcomes, in the order of the batches
   */
  List<Stored> append(List<Batch> batches);

  /** The first so many of the routes that a project's services declared, by service and route. */
  List<DeclaredRoute> routes(int projectId, int limit) throws IOException;

  /**
   * What of a project was lost on its way, by when the server learned of it.
   *
   * @param from included; null: from the beginning
   * @param to not included; null: to the end
   * @param limit how many reasons are listed
   */
  Losses losses(int projectId, @Nullable Instant from, @Nullable Instant to, int limit)
      throws IOException;

  /** How far a project's records are; answers from memory. */
  Newest newest(int projectId);

  /**
   * Why data cannot be stored at present, or null when it can: set by whatever call failed, gone
   * once a write succeeds and the disk has room.
   */
  @Nullable String trouble();

  /** Writes something small durably, to learn whether writing works again. */
  void probe();

  /** Requests of a project, oldest first by creation; only the fields a page shows are read. */
  void page(RequestPage page, RowVisitor<RequestRow> visitor) throws IOException;

  /**
   * The highest id of all requests that can be read: what arrives later, in whatever project, has a
   * higher one. So everything between two ids at or below it is final, but for deletions.
   */
  long newestRequestId();

  /** The request with this id, or null when the project has none that the lock lets through. */
  @Nullable StoredRequest request(int projectId, long id, Condition lock) throws IOException;

  /**
   * Requests of a project by their id, until the visitor has enough.
   *
   * @throws BudgetException when the window's budget is spent; the visitor may have got some
   */
  void requests(RequestWindow window, RequestVisitor visitor) throws IOException;

  /**
   * Requests of a project in another order than that of their ids.
   *
   * @throws BudgetException when the ranking's budget is spent
   */
  List<StoredRequest> requests(RequestRanking ranking) throws IOException;

  /**
   * Writes a window, ascending, to a Parquet file of its own; whoever gets it closes it.
   *
   * @param columns by name, a subset of those that {@link RequestColumns} names
   * @throws BudgetException when the window's budget is spent; nothing is left then
   */
  ParquetFile parquet(RequestWindow window, Set<String> columns) throws IOException;

  /** A page of a project's events. */
  List<StoredEvent> events(EventPage page) throws IOException;

  /** The event with this id, or null when the project has none. */
  @Nullable StoredEvent event(int projectId, long id) throws IOException;

  /** The highest id of all events that can be read, as {@link #newestRequestId} for requests. */
  long newestEventId();

  /** Events of a user with an id between two others, ascending, so many at most. */
  List<StoredEvent> events(int projectId, String userId, long after, long before, int limit)
      throws IOException;

  /** The requests whose derived fields were not filled by today's rules and templates. */
  Outdated outdated() throws IOException;

  /** How many of these a project has. */
  long outdated(int projectId) throws IOException;

  /**
   * Fills the derived fields of requests with these ids again, in one transaction; those that
   * today's rules and templates filled stay as they are.
   *
   * @param derivation changes the derived ones among a request's texts, one per {@link
   *     RequestField}, by what the request's project decides
   * @return how many requests of which projects were changed
   */
  Map<Integer, Long> derive(
      long firstId, long lastId, BiConsumer<ProjectSettings, @Nullable String[]> derivation);

  /** When the requests that the lock lets through were created, or null when there are none. */
  @Nullable Extent extent(int projectId, Condition lock, Interruption interruption);

  /**
   * What a filter finds of a project's requests, as cheaply as can be.
   *
   * @param metrics what is going to be asked about them
   */
  Matches matches(int projectId, Filter filter, List<Metric> metrics, Interruption interruption);

  /**
   * Figures for groups of a project's requests, in the grouping's order.
   *
   * @throws MemoryException when the engine has too little for it
   */
  List<GroupRow> groups(int projectId, Grouping grouping, Interruption interruption);

  /**
   * What a change is made of, by the values of a field: those with the largest contributions first,
   * either way.
   *
   * @throws MemoryException when the engine has too little for it
   */
  List<BreakdownRow> breakdown(int projectId, Breakdown breakdown, Interruption interruption);

  /** What deletes records, of a person or because of their age or number. */
  Forgetting forgetting();

  /** When projects were last used. */
  ProjectUses uses();

  /** Deletes what came under the caller's key; the key stays valid. */
  void deleteRecords(Caller by);

  /**
   * Deletes the caller's key, the tokens made with it, and what came under it; with the project's
   * last live key all that it has, which nobody could reach any more.
   *
   * @return whether nothing of the project is left
   */
  boolean deleteKey(Caller by);

  /** Whether something was deleted or changed since the data file was last written anew. */
  boolean hasResidue();

  /**
   * Writes the data file anew, so that what was deleted is gone from the disk too. All else goes on
   * meanwhile but for a moment at the end.
   *
   * @throws BusyException when a copy of the file is being made already
   * @throws NoSpaceException when the disk has no room for a second file
   */
  Compaction compact();

  /**
   * Copies all that is stored at one moment, while all else goes on; whoever gets the copy closes
   * it.
   *
   * @throws BusyException when a copy of the file is being made already
   * @throws NoSpaceException when the disk has no room for it
   */
  BackupFile backup();

  /** Ends a copy that is being made, and lets none begin any more. */
  void stopCopying();

  @Override
  void close();
}
