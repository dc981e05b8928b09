package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.FakeRequest;
import dev.footfall.Stats;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * What a test plays on: a key of its own at the server, a saboteur before it, short time-outs, and
 * an account of what was recorded, each with a path of its own.
 */
final class Stage implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final ServerProcess server;
  private final FaultyProxy proxy;
  private final String key;
  private final Set<String> recorded = new HashSet<>();
  private final Queue<Long> attempts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  Stage(ServerProcess server) {
    this.server = server;
    proxy = new FaultyProxy(server.port());
    key = server.newKey();
  }

  FaultyProxy proxy() {
    return proxy;
  }

  String key() {
    return key;
  }

  /** A client that posts through the saboteur. */
  Config.Builder config() {
    return Config.builder(key)
        .serverUrl(proxy.url())
        .flushInterval(Duration.ofMillis(200))
        .okHttpClient(http().build());
  }

  /** Gives up soon, and counts the attempts. */
  OkHttpClient.Builder http() {
    return new OkHttpClient.Builder()
        .connectTimeout(TIMEOUT)
        .readTimeout(TIMEOUT)
        .writeTimeout(TIMEOUT)
        .callTimeout(TIMEOUT)
        .addInterceptor(this::count);
  }

  private Response count(Interceptor.Chain chain) throws IOException {
    try {
      Response answer = chain.proceed(chain.request());
      answers.incrementAndGet();
      return answer;
    } finally {
      attempts.add(System.nanoTime());
    }
  }

  /** Records this many requests more. */
  void record(Analytics analytics, int count) {
    for (int i = 0; i < count; i++) {
      String path = "/v1/items/" + recorded.size();
      recorded.add(path);
      analytics.record(FakeRequest.get(path).header("User-Agent", "curl/8.0.1"), 200, 1_000_000);
    }
  }

  /** The paths of all requests that were recorded. */
  Set<String> recorded() {
    return Set.copyOf(recorded);
  }

  /** When each post so far ended, answered or not, by {@link System#nanoTime}. */
  List<Long> attempts() {
    return List.copyOf(attempts);
  }

  /** How many posts were answered, whatever the answer. */
  int answers() {
    return answers.get();
  }

  /** Waits until one more post than now has both begun and ended, answered or not. */
  void awaitAttempt() {
    // one may be under way
    awaitAttempts(attempts.size() + 2);
  }

  /** Waits until this many posts have ended, answered or not. */
  void awaitAttempts(int all) {
    Await.until(() -> attempts.size() >= all, () -> "too few posts: " + attempts.size());
  }

  /** Waits until all that was recorded before is on disk, though it cannot be delivered. */
  void awaitOnDisk(Analytics analytics) {
    Await.until(
        () -> analytics.flush(Duration.ofMillis(300)), () -> "not on disk: " + analytics.stats());
  }

  /** Asserts that all records that were made arrive, in the accounts and at the server. */
  void assertAllArrive(Analytics analytics) {
    assertThat(analytics.flush(Await.PATIENCE)).as("flush: %s", analytics.stats()).isTrue();
    Stats stats = Accounts.assertNothingDropped(analytics);
    assertThat(stats.delivered()).as("%s", stats).isEqualTo(stats.recorded());
    assertStoredOnce();
  }

  /** Asserts that the server has what was recorded, all of it, once each, and nothing else. */
  void assertStoredOnce() {
    Set<String> stored = stored();
    Set<String> missing = new HashSet<>(recorded);
    missing.removeAll(stored);
    assertThat(missing).as("missing").isEmpty();
    assertThat(stored).as("stored, of %s", recorded.size()).hasSameSizeAs(recorded);
  }

  /** The paths that the server has; each once, or this fails. */
  Set<String> stored() {
    Set<String> once = new HashSet<>();
    List<String> twice = server.storedPaths(key).stream().filter(path -> !once.add(path)).toList();
    assertThat(twice).as("stored twice").isEmpty();
    return once;
  }

  /** Waits until the server has more than this many requests, whatever the client knows of it. */
  void awaitStored(int more) {
    Await.until(() -> stored().size() > more, () -> "stored: " + stored().size());
  }

  /** The names of the events that the server has. */
  List<String> storedEvents() {
    return server.storedEvents(key);
  }

  @Override
  public void close() {
    proxy.close();
  }
}
