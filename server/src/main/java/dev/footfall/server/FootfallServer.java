package dev.footfall.server;

import dev.footfall.server.answer.Answers;
import dev.footfall.server.demo.Demo;
import dev.footfall.server.enrich.CountryDatabase;
import dev.footfall.server.enrich.Locator;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.retention.Retention;
import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import dev.footfall.server.web.WebServer;
import dev.footfall.server.web.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. Thread-safe; whoever started it closes it. Closing is idempotent: it stops
 * accepting, answers what is in flight, and leaves everything accepted on disk.
 */
public final class FootfallServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FootfallServer.class);

  private final WebServer web;
  private final @Nullable Demo demo;
  private final Deque<AutoCloseable> parts;

  private FootfallServer(WebServer web, @Nullable Demo demo, Deque<AutoCloseable> parts) {
    this.web = web;
    this.demo = demo;
    this.parts = parts;
  }

  /**
   * Starts a server; it accepts posts when this returns.
   *
   * @throws StartException when it cannot, with the reason in a sentence
   */
  public static FootfallServer start(ServerOptions options) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      DataFolder folder = DataFolder.open(options.data());
      parts.push(folder);
      // Loading the engine takes as long as most of the rest.
      CompletableFuture<Store> opening =
          CompletableFuture.supplyAsync(
              () -> DuckStore.open(folder.database(), options.memory()),
              task -> new Thread(task, "footfall-open").start());
      parts.push(() -> opening.thenAccept(Store::close).join());
      Locator locator = CountryDatabase.open(options.geoip());
      Store store = await(opening);
      folder.protectDatabase();
      parts.push(new Retention(store, rules(options), Clock.systemUTC()));
      Ingest ingest = new Ingest(store, options.acceptAnyKey(), locator, Clock.systemUTC());
      parts.push(ingest);
      Answers answers = new Answers(store, Clock.systemUTC());
      Demo demo = options.demo() ? demo(options, folder, store, ingest) : null;
      String ownerToken = OwnerAccess.newToken();
      WebServer web =
          WebServer.start(settings(options, folder, ownerToken, demo), store, ingest, answers);
      parts.push(web);
      parts.push(() -> OwnerAccess.delete(options.data()));
      tellOwner(options.data(), new OwnerAccess(web.localUrl(), ownerToken));
      LocalTime compactAt = options.compactAt();
      if (compactAt != null) {
        NightlyCompaction nightly =
            new NightlyCompaction(store, compactAt, Clock.system(ZoneId.systemDefault()));
        parts.push(nightly);
        nightly.start();
      }
      if (demo != null) {
        parts.push(demo);
        demo.start();
      }
      // Stopped first: nobody waits for the end of a query, nor for that of a copy.
      parts.push(answers);
      parts.push(store::stopCopying);
      return new FootfallServer(web, demo, parts);
    } catch (StoreException e) {
      closeAll(parts, e);
      throw new StartException(sentence(e), e);
    } catch (IOException e) {
      closeAll(parts, e);
      throw new StartException(sentence(e), e);
    } catch (RuntimeException e) {
      closeAll(parts, e);
      throw e;
    }
  }

  /** The port it listens on: the real one when any was asked for. */
  public int port() {
    return web.port();
  }

  /** Where it is to be found, base path included, without a slash at the end. */
  public String url() {
    return web.url();
  }

  /** The demo, or null when it was not asked for. */
  public @Nullable Demo demo() {
    return demo;
  }

  @Override
  public synchronized void close() {
    IllegalStateException failure = new IllegalStateException("could not close");
    closeAll(parts, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private static <T> T await(CompletableFuture<T> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void tellOwner(Path folder, OwnerAccess access) {
    try {
      access.write(folder);
    } catch (IOException e) {
      LOG.warn("A backup needs the --admin-token, also of the data folder's owner: {}", "" + e);
    }
  }

  private static WebSettings settings(
      ServerOptions options, DataFolder folder, String ownerToken, @Nullable Demo demo) {
    return new WebSettings(
        options.host(),
        options.port(),
        options.basePath(),
        options.adminToken(),
        ownerToken,
        options.openSignup(),
        options.corsOrigins(),
        new WebSettings.RateLimits(
            options.rateLimitKey(), options.rateLimitAddress(), options.rateLimitWrongKeys()),
        options.trustedProxies(),
        options.accessLog(),
        options.selfAnalytics(),
        rules(options),
        folder.database(),
        Version.current(),
        demo == null ? null : demo::visitor);
  }

  private static Demo demo(ServerOptions options, DataFolder folder, Store store, Ingest ingest)
      throws IOException {
    Long maxRecords = options.maxRecords();
    int records =
        maxRecords == null
            ? options.demoRecords()
            : (int) Math.min(options.demoRecords(), Math.max(1, maxRecords / 2));
    return Demo.open(folder.demo(), records, options.retention(), store, ingest, Clock.systemUTC());
  }

  private static RetentionRules rules(ServerOptions options) {
    return new RetentionRules(options.retention(), options.maxRecords(), options.expireUnused());
  }

  private static String sentence(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    return message.endsWith(".") ? message : message + ".";
  }

  /** In the order opposite to their start, each whatever became of the others. */
  private static void closeAll(Deque<AutoCloseable> parts, Exception failure) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }
}
