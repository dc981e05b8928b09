package dev.footfall.server.web;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.RequestView;
import dev.footfall.javalin.AnalyticsPlugin;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own usage, recorded as any application's is: by the plugin, over the wire, under a
 * key of this run only. Posts are left out, so that what is recorded makes nothing to record.
 */
final class OwnUsage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnUsage.class);
  private static final Duration LAST_POST = Duration.ofSeconds(1);
  private static final int MAX_QUEUED = 1_000;
  private static final int MAX_BUFFERED_BYTES = 1_000_000;

  /** Addresses are never read. */
  private static final int PRIVACY_LEVEL = 2;

  private final ApiKey key = ApiKey.random();
  private final CompletableFuture<Analytics> client = new CompletableFuture<>();
  private final WebSettings settings;
  private final Store store;
  private boolean isClosed;
  private volatile @Nullable Analytics analytics;

  OwnUsage(WebSettings settings, Store store) {
    this.settings = settings;
    this.store = store;
  }

  /** To be registered before the server starts; it records once there is a client. */
  AnalyticsPlugin plugin() {
    return new AnalyticsPlugin(client);
  }

  /**
   * Begins to record, on a thread of its own: no start waits for it.
   *
   * @param url where this server listens
   * @param unrecorded paths, without the base path, that are left out
   */
  void begin(String url, List<String> unrecorded) {
    Thread thread = new Thread(() -> open(url, unrecorded), "footfall-own-usage");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers with the key that reads the records, until the server is started again. */
  void answerKey(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (!settings.selfAnalytics()) {
      throw new Refusal(
          404,
          "The server does not record its own usage: it was started with --self-analytics false.",
          null);
    }
    Caller own = store.caller(key.hash());
    if (own == null || own.ended(Instant.now()) != null) {
      throw Refusal.unavailable(
          "The key is stored a moment after the start. Try again later; where it was deleted or revoked, start"
              + " the server again.");
    }
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("key", key.secret());
          json.writeEndObject();
        });
  }

  /** Posts what is left, for a second at most: to be called while the server still answers. */
  @Override
  public void close() {
    Analytics last;
    synchronized (this) {
      isClosed = true;
      last = analytics;
    }
    if (last != null) {
      last.close();
    }
  }

  private void open(String url, List<String> unrecorded) {
    try {
      store.renewOwnKey(key.hash(), key.shareHash(), Instant.now());
      use(Analytics.create(config(url, unrecorded)));
    } catch (StoreException | IllegalArgumentException e) {
      if (!isClosed()) {
        LOG.warn("The server's own usage is not recorded: {}", e.getMessage());
      }
    }
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  private void use(Analytics opened) {
    synchronized (this) {
      if (!isClosed) {
        analytics = opened;
      }
    }
    if (analytics == opened) {
      client.complete(opened);
    } else {
      opened.close();
    }
  }

  private Config config(String url, List<String> unrecorded) {
    return Config.builder(key.secret())
        .serverUrl(url)
        .framework("Javalin")
        .service("footfall-server")
        .version(settings.version())
        .privacyLevel(PRIVACY_LEVEL)
        .exclude(
            unrecorded.stream()
                .flatMap(path -> Stream.of(path, path + "/"))
                .map(path -> settings.basePath() + path)
                .toArray(String[]::new))
        .path(OwnUsage::path)
        .maxQueued(MAX_QUEUED)
        .maxBufferedBytes(MAX_BUFFERED_BYTES)
        .shutdownTimeout(LAST_POST)
        .build();
  }

  /** The path itself may hold a key or a share id, also where it leads nowhere. */
  private static String path(RequestView request) {
    String route = request.route();
    return route == null ? "/*" : route;
  }
}
