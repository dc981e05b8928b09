package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server needs of a storage engine, and no more: a second engine implements this and
 * nothing else. Implementations are thread-safe. Every method but the in-memory look-ups may throw
 * {@link StoreException}; after one, nothing of the failed call is stored. One with an {@link
 * Interruption} throws {@link StoppedException} soon after that was stopped.
 */
public interface Store extends AutoCloseable {
  /** The key with this hash, or null. Answers from memory: ingest asks for every post. */
  @Nullable Key key(String keyHash);

  /** The project whose share id has this hash, or null. */
  @Nullable Integer sharedProject(String shareHash);

  /** Makes a project with its first key; returns the existing key when the hash is known. */
  Key createProject(String keyHash, String shareHash, Instant now);

  /**
   * Stores all batches in one transaction. When this returns, they are synced to disk. A batch
   * whose id was stored before is not stored again; its first outcome is returned.
   *
   * @return the outcomes, in the order of the batches
   */
  List<Stored> append(List<Batch> batches);

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

  /** The request with this id, or null when the project has none. */
  @Nullable StoredRequest request(int projectId, long id) throws IOException;

  /**
   * Requests of a project by their id, until the visitor has enough.
   *
   * @throws BudgetException when the window's budget is spent; the visitor may have got some
   */
  void requests(RequestWindow window, RequestVisitor visitor) throws IOException;

  /**
   * Writes a window, ascending, to a Parquet file of its own; whoever gets it closes it.
   *
   * @param columns by name, a subset of those that {@link RequestColumns} names
   * @throws BudgetException when the window's budget is spent; nothing is left then
   */
  ParquetFile parquet(RequestWindow window, Set<String> columns) throws IOException;

  /** Events of a project by their id. */
  void events(int projectId, LogCursor cursor, RowVisitor<StoredEvent> visitor) throws IOException;

  /** The requests whose derived fields were not filled by today's rules. */
  Outdated outdated() throws IOException;

  /**
   * Fills the derived fields of requests with these ids again, in one transaction; those that
   * today's rules filled stay as they are.
   *
   * @param derivation changes the derived ones among a request's texts, one per {@link
   *     RequestField}
   */
  void derive(long firstId, long lastId, Consumer<@Nullable String[]> derivation);

  /** When the project's requests were created, or null when it has none. */
  @Nullable Extent extent(int projectId, Interruption interruption);

  /** What a filter finds of a project's requests, as cheaply as can be. */
  Matches matches(int projectId, Filter filter, Interruption interruption);

  /**
   * Figures for groups of a project's requests, in the grouping's order.
   *
   * @throws MemoryException when the engine has too little for it
   */
  List<GroupRow> groups(int projectId, Grouping grouping, Interruption interruption);

  /** Deletes what came under this key; the key stays valid. */
  void deleteRecords(Key key);

  /** Deletes the key and what came under it. */
  void deleteKey(Key key);

  @Override
  void close();
}
