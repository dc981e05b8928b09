package dev.footfall.server.demo;

import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import dev.footfall.server.store.TokenTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project of its own with a generated year, which grows on while the server runs. It is filled in
 * the background, the newest days first, and goes on where it was stopped. Thread-safe.
 */
public final class Demo implements AutoCloseable {
  /** Requests in a year unless another number is wanted. */
  public static final int RECORDS = 600_000;

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final String NAME = "Demo";
  private static final int EVERY_SECONDS = 5;

  /** Posts are told from those before for seven days. */
  private static final Duration TOLD_APART = Duration.ofDays(6);

  private final DemoFile file;
  private final DemoFile.Content known;
  private final Year year;
  private final Instant begin;
  private final Store store;
  private final Postman postman;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch whole = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "footfall-demo");

  private Demo(
      DemoFile file,
      DemoFile.Content known,
      @Nullable Duration keptFor,
      Store store,
      Ingest ingest,
      Clock clock) {
    this.file = file;
    this.known = known;
    this.store = store;
    this.clock = clock;
    year = new Year(known.end(), known.records());
    boolean isAllKept = keptFor == null || keptFor.compareTo(Rhythm.YEAR) > 0;
    begin = known.end().minus(isAllKept ? Rhythm.YEAR : keptFor);
    postman = new Postman(ingest, known.key().secret(), closing);
  }

  /**
   * Finds the project, or makes it; nothing is filled yet.
   *
   * @param path of the file in which it is noted
   * @param records in the year, about; of a year that was begun it stays what it was
   * @param keptFor how long records are kept, or null for ever
   * @throws IOException when the file can be neither read nor written
   */
  public static Demo open(
      Path path, int records, @Nullable Duration keptFor, Store store, Ingest ingest, Clock clock)
      throws IOException {
    DemoFile file = new DemoFile(path);
    Instant now = clock.instant();
    DemoFile.Content known = file.read();
    if (known == null || store.caller(known.key().hash()) == null) {
      known = DemoFile.Content.fresh(now.truncatedTo(ChronoUnit.SECONDS), records);
      file.write(known);
      store.createProject(Change.SERVER, known.key().hash(), known.key().shareHash(), now);
    }
    Caller caller = store.caller(known.key().hash());
    if (caller != null && store.caller(known.token().hash()) == null) {
      TokenTerms terms = new TokenTerms(NAME, Scope.READ, null, null);
      store.addToken(caller, terms, known.token().hash());
    }
    return new Demo(file, known, keptFor, store, ingest, clock);
  }

  /** Begins to fill. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** The key with which others may add to it: a secret. */
  public String key() {
    return known.key().secret();
  }

  /** Whoever has no key: may read it, and no more. Null: it was deleted. */
  public @Nullable Caller visitor() {
    return store.caller(known.token().hash());
  }

  /** What can be found in it. */
  public Stories stories() {
    return year.stories();
  }

  /** Waits until the year is whole; false: it took longer. */
  public boolean awaitWhole(Duration patience) throws InterruptedException {
    return whole.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends once the posts under way are stored. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    postman.close();
  }

  private void run() {
    try {
      postman.declareRoutes();
      fill();
    } catch (InterruptedException e) {
      LOG.debug("The end", e);
    } catch (IOException | StoreException | Refusal e) {
      LOG.warn("The demo gets no more records, until the next start", e);
    } catch (RuntimeException e) {
      LOG.error("A fault in the demo, which gets no more records", e);
    }
  }

  private void fill() throws IOException, InterruptedException {
    Filled filled = known.filled();
    if (filled.isFilling() && filled.isOlderThan(TOLD_APART, clock.instant())) {
      filled = filled.done();
    }
    Progress progress = new Progress(known.end(), begin);
    while (closing.getCount() > 0) {
      Filled next = filled.isFilling() ? filled : filled.next(begin, now());
      if (next == null) {
        progress.end();
        whole.countDown();
        closing.await(EVERY_SECONDS, TimeUnit.SECONDS);
        continue;
      }
      List<Post> posts = Post.of(year.calls(next.span()), next.span());
      if (!posts.isEmpty()) {
        file.write(known.with(next));
        progress.add(postman.post(posts), next.fillingFrom());
      }
      filled = next.done();
    }
  }

  private Instant now() {
    long seconds = clock.instant().getEpochSecond();
    return Instant.ofEpochSecond(seconds - seconds % EVERY_SECONDS);
  }
}
