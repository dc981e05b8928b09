package dev.footfall;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Posts by OkHttp, from a daemon thread of its own that goes away when idle, so that the shipper
 * keeps draining while a server takes its time.
 */
final class HttpTransport implements Transport {

  private static final String JSON = "application/json";
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);
  private static final long LONGEST_BODY = 1_000_000;
  private static final String USER_AGENT = "footfall-java/" + Version.TEXT;

  private final ServerUrl server;
  private final @Nullable OkHttpClient given;
  private final boolean ownClient;
  private final ThreadPoolExecutor sender;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile @Nullable OkHttpClient client;
  private volatile @Nullable Thread senderThread;
  private volatile boolean closed;

  HttpTransport(Config config) {
    server = config.values.serverUrl;
    given = config.values.okHttpClient;
    ownClient = given == null;
    sender =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::senderThread);
    sender.allowCoreThreadTimeOut(true);
  }

  private Thread senderThread(Runnable task) {
    Thread thread = DaemonThread.of("footfall-sender-" + server.host(), task);
    senderThread = thread;
    return thread;
  }

  /**
   * Made by the first call, on the sender's thread: reading the trust store takes long, and no
   * application's start shall wait for it.
   */
  private OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made = postingOnly(given == null ? ownClient() : given);
      client = made;
    }
    return made;
  }

  private static OkHttpClient postingOnly(OkHttpClient any) {
    return any.newBuilder()
        .followRedirects(false)
        .followSslRedirects(false)
        // A repeat is the shipper's to decide: it must be counted and paced.
        .retryOnConnectionFailure(false)
        .callTimeout(
            any.callTimeoutMillis() == 0
                ? CALL_TIMEOUT
                : Duration.ofMillis(any.callTimeoutMillis()))
        .build();
  }

  private OkHttpClient ownClient() {
    return new OkHttpClient.Builder()
        // Without TLS the trust store, which takes long to read, is left alone.
        .connectionSpecs(
            List.of(server.isTls() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
        .protocols(List.of(Protocol.HTTP_1_1))
        // A post a minute: a kept connection would often be closed by the server just before use.
        .connectionPool(new ConnectionPool(1, 15, TimeUnit.SECONDS))
        // Addresses one after the other, on the sender's thread: no other has to end at close.
        .fastFallback(false)
        .connectTimeout(Duration.ofSeconds(5))
        .writeTimeout(Duration.ofSeconds(15))
        .readTimeout(Duration.ofSeconds(15))
        .build();
  }

  @Override
  public void send(Post post, Consumer<Answer> answered) {
    inBackground(() -> exchange(post), answered);
  }

  @Override
  public void probe(Consumer<Answer> answered) {
    inBackground(() -> getNow("api/health", null), answered);
  }

  private void inBackground(Supplier<Answer> exchange, Consumer<Answer> answered) {
    try {
      sender.execute(() -> answered.accept(answerOf(exchange)));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Closed, or no thread to be had.
      answered.accept(Answer.failed(new IOException(e.toString(), e)));
    }
  }

  /** Whatever happens, there is an answer: without one the batch would be in flight for ever. */
  private static Answer answerOf(Supplier<Answer> exchange) {
    try {
      return exchange.get();
    } catch (Throwable e) {
      return Answer.failed(new IOException(e.toString(), e));
    }
  }

  private Answer exchange(Post post) {
    Request.Builder request =
        new Request.Builder()
            .url(url(post.path()))
            .header("User-Agent", USER_AGENT)
            .header("Idempotency-Key", post.idempotencyKey());
    byte[] body = post.body();
    if (post.gzip()) {
      body = Gzip.compress(body);
      request.header("Content-Encoding", "gzip");
    }
    return exchange(request.post(RequestBody.create(body, MediaType.get(JSON))).build());
  }

  /**
   * Gets a resource of the server and waits for it. Not on the caller's thread: the threads that
   * OkHttp and Okio start inherit the context class loader, and stay for a minute.
   */
  Answer get(String path, @Nullable String bearer) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    inBackground(() -> getNow(path, bearer), answer::complete);
    return answer.join();
  }

  private Answer getNow(String path, @Nullable String bearer) {
    Request.Builder request =
        new Request.Builder()
            .url(url(path))
            .header("User-Agent", USER_AGENT)
            // What follows must not fail because a server ends connections without a word.
            .header("Connection", "close");
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return exchange(request.build());
  }

  private HttpUrl url(String pathAndQuery) {
    int query = pathAndQuery.indexOf('?');
    HttpUrl.Builder url = server.http().newBuilder();
    return query < 0
        ? url.addPathSegments(pathAndQuery).build()
        : url.addPathSegments(pathAndQuery.substring(0, query))
            .query(pathAndQuery.substring(query + 1))
            .build();
  }

  private Answer exchange(Request request) {
    Call call = client().newCall(request);
    underWay.add(call);
    if (closed) {
      call.cancel();
    }
    try (Response response = call.execute()) {
      return new Answer(
          response.code(),
          bodyOf(response.body()),
          response.header("Footfall-Server"),
          Answer.flushInterval(response.header("Footfall-Flush-Interval")),
          Answer.retryAfter(response.headers(), Instant.now()),
          response.header("Location"),
          null);
    } catch (IOException e) {
      return Answer.failed(e);
    } finally {
      underWay.remove(call);
      if (closed) {
        disconnect();
      }
    }
  }

  private static String bodyOf(ResponseBody body) throws IOException {
    BufferedSource source = body.source();
    source.request(LONGEST_BODY);
    return source.getBuffer().readUtf8(Math.min(LONGEST_BODY, source.getBuffer().size()));
  }

  @Override
  public void cancel() {
    underWay.forEach(Call::cancel);
  }

  /**
   * Waits, though not for long, until the sender's thread has ended: after an undeploy it could not
   * even load the classes that it needs to give up.
   */
  @Override
  public void close() {
    closed = true;
    sender.shutdown();
    cancel();
    awaitSender();
    disconnect();
  }

  private void awaitSender() {
    Thread thread = senderThread;
    if (thread != null) {
      try {
        thread.join(LONGEST_GOODBYE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A connection that is in use is not let go by this; its call does so when it is over. */
  private void disconnect() {
    OkHttpClient made = client;
    if (ownClient && made != null) {
      made.connectionPool().evictAll();
    }
  }
}
