package dev.footfall.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.BackupFile;
import dev.footfall.server.store.Batch;
import dev.footfall.server.store.Breakdown;
import dev.footfall.server.store.BreakdownRow;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.Compaction;
import dev.footfall.server.store.DeclaredRoute;
import dev.footfall.server.store.EventPage;
import dev.footfall.server.store.Extent;
import dev.footfall.server.store.Forgetting;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Holding;
import dev.footfall.server.store.Interruption;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.LogCursor;
import dev.footfall.server.store.Losses;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.Newest;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.Outdated;
import dev.footfall.server.store.ParquetFile;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.ProjectUses;
import dev.footfall.server.store.RequestPage;
import dev.footfall.server.store.RequestRanking;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.RequestVisitor;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Revocation;
import dev.footfall.server.store.RowVisitor;
import dev.footfall.server.store.SavedView;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import dev.footfall.server.store.Stored;
import dev.footfall.server.store.StoredChange;
import dev.footfall.server.store.StoredEvent;
import dev.footfall.server.store.StoredKey;
import dev.footfall.server.store.StoredRequest;
import dev.footfall.server.store.StoredToken;
import dev.footfall.server.store.TokenTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WriterTest {
  private final FakeStore store = new FakeStore();

  @Test
  void batchesThatWait_areCommittedTogether() throws Exception {
    try (Writer writer = new Writer(store, 100, Duration.ofHours(1))) {
      CompletableFuture<Stored> first = writer.submit(batch(1));
      store.entered.await();
      List<CompletableFuture<Stored>> others = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        others.add(writer.submit(batch(1)));
      }
      boolean early = first.isDone();
      store.release.countDown();
      assertThat(early).as("answered before it was stored").isFalse();

      for (CompletableFuture<Stored> other : others) {
        assertThat(other.get(5, TimeUnit.SECONDS).accepted()).isEqualTo(1);
      }
      assertThat(store.groups).containsExactly(1, 10);
    }
  }

  @Test
  void tooMuchWaiting_isRefusedForNow() throws Exception {
    try (Writer writer = new Writer(store, 10, Duration.ofHours(1))) {
      writer.submit(batch(1));
      store.entered.await();
      writer.submit(batch(10));

      Throwable refused = catchThrowable(() -> writer.submit(batch(1)));
      store.release.countDown();
      assertThat(refused)
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    }
  }

  @Test
  void failure_refusesTheWaiting_isTold_andEndsByItself() throws Exception {
    store.release.countDown();
    store.failing = true;
    try (Writer writer = new Writer(store, 10, Duration.ofMillis(1))) {
      assertThatThrownBy(() -> writer.submit(batch(1)).get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(Refusal.class);
      assertThat(writer.trouble()).contains("The disk is full");

      store.probed = new CountDownLatch(1);
      store.failing = false;
      assertThat(store.probed.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.submit(batch(1)).get(5, TimeUnit.SECONDS).accepted()).isEqualTo(1);
      assertThat(writer.trouble()).isNull();
    }
  }

  @Test
  void failure_ofAnotherCall_isProbedWithoutAnyPost() throws Exception {
    try (Writer writer = new Writer(store, 10, Duration.ofMillis(10))) {
      store.trouble = "A deletion failed";
      assertThat(store.probed.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.trouble()).isNull();
    }
  }

  @Test
  void error_refusesTheWaiting_andTheNextIsWritten() throws Exception {
    store.release.countDown();
    store.faulty = true;
    try (Writer writer = new Writer(store, 10, Duration.ofMillis(1))) {
      assertThatThrownBy(() -> writer.submit(batch(1)).get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(Refusal.class);
      store.faulty = false;
      assertThat(writer.submit(batch(1)).get(5, TimeUnit.SECONDS).accepted()).isEqualTo(1);
    }
  }

  @Test
  void close_writesWhatWasHandedOver() throws Exception {
    Writer writer = new Writer(store, 100, Duration.ofHours(1));
    writer.submit(batch(1));
    store.entered.await();
    CompletableFuture<Stored> last = writer.submit(batch(1));
    store.release.countDown();
    writer.close();

    assertThat(last).isCompleted();
    assertThatThrownBy(() -> writer.submit(batch(1))).isInstanceOf(Refusal.class);
  }

  private static Batch batch(int records) {
    RequestRow row = new RequestRow(0, 200, 0, 0, 0, 1, 0, new String[0]);
    return new Batch(
        new Key(1, 1),
        "requests",
        null,
        0,
        new Origin(null, 0, null, null, null, null),
        Collections.nCopies(records, row),
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        null);
  }

  /** Waits in its first append until it is released. */
  private static final class FakeStore implements Store {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());
    volatile boolean failing;
    volatile boolean faulty;
    volatile String trouble;
    volatile CountDownLatch probed = new CountDownLatch(1);

    @Override
    public List<Stored> append(List<Batch> batches) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      failIfFailing();
      groups.add(batches.size());
      return batches.stream().map(batch -> new Stored(batch.size(), 0)).toList();
    }

    @Override
    public String trouble() {
      return trouble;
    }

    @Override
    public void probe() {
      failIfFailing();
      probed.countDown();
    }

    private void failIfFailing() {
      if (faulty) {
        throw new LinkageError("a fault");
      }
      if (failing) {
        trouble = "The disk is full";
        throw new StoreException(trouble);
      }
      trouble = null;
    }

    @Override
    public List<DeclaredRoute> routes(int projectId, int limit) {
      return List.of();
    }

    @Override
    public List<SavedView> views(int projectId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SavedView addView(Caller by, String name, String page, String query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean deleteView(Caller by, int id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Losses losses(int projectId, Instant from, Instant to, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Newest newest(int projectId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Caller caller(String hash) {
      return null;
    }

    @Override
    public Integer sharedProject(String shareHash) {
      return null;
    }

    @Override
    public void renewOwnKey(String keyHash, String shareHash, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Key createProject(String actor, String keyHash, String shareHash, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredKey> keys(int projectId) {
      return List.of();
    }

    @Override
    public Map<Integer, Holding> holdings(int projectId) {
      return Map.of();
    }

    @Override
    public StoredKey addKey(Caller by, String name, String keyHash, String shareHash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Revocation revokeKey(Caller by, int id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredToken> tokens(int projectId) {
      return List.of();
    }

    @Override
    public StoredToken addToken(Caller by, TokenTerms terms, String hash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean revokeToken(Caller by, int id, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void audit(int projectId, LogCursor cursor, RowVisitor<StoredChange> visitor) {}

    @Override
    public void addToAudit(int projectId, Change change) {}

    @Override
    public void page(RequestPage page, RowVisitor<RequestRow> visitor) {}

    @Override
    public long newestRequestId() {
      return 0;
    }

    @Override
    public StoredRequest request(int projectId, long id, Condition lock) {
      return null;
    }

    @Override
    public void requests(RequestWindow window, RequestVisitor visitor) {}

    @Override
    public List<StoredRequest> requests(RequestRanking ranking) {
      return List.of();
    }

    @Override
    public ParquetFile parquet(RequestWindow window, Set<String> columns) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> events(EventPage page) {
      return List.of();
    }

    @Override
    public StoredEvent event(int projectId, long id) {
      return null;
    }

    @Override
    public long newestEventId() {
      return 0;
    }

    @Override
    public List<StoredEvent> events(
        int projectId, String userId, long after, long before, int limit) {
      return List.of();
    }

    @Override
    public Outdated outdated() {
      return new Outdated(Map.of(), 0, 0);
    }

    @Override
    public long outdated(int projectId) {
      return 0;
    }

    @Override
    public Map<Integer, Long> derive(
        long firstId, long lastId, BiConsumer<ProjectSettings, String[]> derivation) {
      return Map.of();
    }

    @Override
    public ProjectSettings settings(int projectId) {
      return ProjectSettings.NONE;
    }

    @Override
    public Map<Integer, ProjectSettings> settings() {
      return Map.of();
    }

    @Override
    public ProjectSettings changeSettings(Caller by, UnaryOperator<ProjectSettings> change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Extent extent(int projectId, Condition lock, Interruption interruption) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Matches matches(
        int projectId, Filter filter, List<Metric> metrics, Interruption interruption) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<GroupRow> groups(int projectId, Grouping grouping, Interruption interruption) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<BreakdownRow> breakdown(
        int projectId, Breakdown breakdown, Interruption interruption) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Forgetting forgetting() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasResidue() {
      return false;
    }

    @Override
    public Compaction compact() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BackupFile backup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stopCopying() {}

    @Override
    public ProjectUses uses() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteRecords(Caller by) {}

    @Override
    public boolean deleteKey(Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
