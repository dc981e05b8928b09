package dev.footfall;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The client: takes records from the application and ships them in the background. Thread-safe.
 * Whoever creates it closes it; an adapter closes only what it has created itself.
 *
 * <p>Recording never blocks, never throws and does no I/O, whatever the server does. What does not
 * reach the server is counted, see {@link #stats}.
 */
public final class Analytics implements AutoCloseable {

  private static final PendingRecord NOTHING_PENDING =
      new PendingRecord() {
        @Override
        public void hold() {}

        @Override
        public void settle(int status, long elapsedNanos) {}
      };

  private final Config config;
  private final Values values;
  private final TimeSource time;
  private final RequestReader reader;
  private final Ledger ledger = new Ledger();
  private final RecordQueue queue;
  private final Shipper shipper;
  private final HttpTransport transport;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Analytics(Config config, HttpTransport transport, TimeSource time) {
    this.config = config;
    values = config.values;
    this.time = time;
    reader = new RequestReader(config);
    queue = new RecordQueue(values.maxQueued);
    this.transport = transport;
    shipper =
        new Shipper(
            config,
            queue,
            ledger,
            new Outbox(config, values.enabled ? Spool.open(config, time) : null),
            transport,
            time,
            () -> ThreadLocalRandom.current().nextDouble());
    if (ledger.stats(0).recorded() > 0) {
      // An earlier process has left batches in the spool: they do not wait for a first request.
      shipper.ensureStarted();
    }
  }

  /**
   * Creates a client. Its thread is started by the first record, or at once where an earlier
   * process has left batches in the spool.
   */
  public static Analytics create(Config config) {
    DeliveryLog.created(config);
    return new Analytics(config, new HttpTransport(config), TimeSource.SYSTEM);
  }

  /** As {@link #record(RequestView, int, long, Throwable)}, without an error. */
  public void record(RequestView request, int status, long elapsedNanos) {
    record(request, status, elapsedNanos, null);
  }

  /**
   * Records a finished request. Called on the thread that completed it; the request is read before
   * this returns and not kept.
   *
   * @param status what the client received; outside 100–599 it is sent as 599 and counted as {@link
   *     Stats#clampedStatuses}
   * @param elapsedNanos how long it took
   * @param error what failed it, or null
   */
  public void record(
      RequestView request, int status, long elapsedNanos, @Nullable Throwable error) {
    if (isWanted(request)) {
      enqueue(read(request, status, elapsedNanos, error, null));
    }
  }

  /**
   * Records a request whose status an error page of the container may still change. The record
   * waits about a second for it.
   *
   * @return where the error page's outcome is told; never null, also when the request is excluded
   */
  public PendingRecord recordPending(
      RequestView request, int status, long elapsedNanos, @Nullable Throwable error) {
    if (!isWanted(request)) {
      return NOTHING_PENDING;
    }
    Settlement settlement = new Settlement(status, elapsedNanos);
    enqueue(read(request, status, elapsedNanos, error, settlement));
    return settlement;
  }

  /**
   * Records an event of the application's own. To a server that is not Footfall events are not
   * sent: they are dropped as {@link DropReason#UNSUPPORTED}.
   */
  public void track(Event event) {
    if (values.enabled && event != null) {
      enqueue(event);
    }
  }

  /**
   * Tells which routes the application declares, so that a Footfall server can list those that
   * nobody calls; other servers are not told. Each is a method and a template as {@link
   * RequestView#route} gives it, such as {@code GET /v1/items/{id}}, or {@code * /v1/items} for any
   * method. Replaces what was declared before, at the server too, which keeps one list per {@code
   * service}; an empty list declares nothing.
   *
   * <p>Blank and repeated entries are left out, templates are cut to 255 bytes, and of over 10,000
   * routes the first 10,000 are told. From any thread; never blocks. They are sent in the
   * background within some seconds of the server having been found to be Footfall, and again after
   * a failure; they count as no records.
   *
   * @throws NullPointerException if {@code routes} is null
   */
  public void declareRoutes(Collection<? extends @Nullable String> routes) {
    requireNonNull(routes, "routes is null");
    if (values.enabled && !closed.get()) {
      shipper.declareRoutes(routes);
    }
  }

  private boolean isWanted(RequestView request) {
    if (!values.enabled) {
      return false;
    }
    try {
      if (reader.excludes(request)) {
        return false;
      }
    } catch (Throwable e) {
      // A request that cannot be read cannot be excluded; reading it says so.
      return true;
    }
    return values.sampleRate >= 1 || ThreadLocalRandom.current().nextDouble() < values.sampleRate;
  }

  private Capture read(
      RequestView request,
      int status,
      long elapsedNanos,
      @Nullable Throwable error,
      @Nullable Settlement settlement) {
    long now = time.epochMillis();
    try {
      return reader.read(request, now, status, elapsedNanos, error, settlement);
    } catch (Throwable e) {
      return reader.unreadable(now, status, elapsedNanos, settlement, e);
    }
  }

  private void enqueue(Object entry) {
    if (closed.get()) {
      ledger.dropped(DropReason.CLOSED, 1);
    } else {
      shipper.ensureStarted();
      if (!queue.offer(entry)) {
        ledger.dropped(DropReason.QUEUE_FULL, 1);
      } else if (closed.get() && shipper.isTerminated()) {
        // Closed in between, after the last drain.
        shipper.sweep();
      }
    }
    // Counted last: whoever sees the count may rely on a flush to take the record along.
    ledger.recorded();
  }

  /**
   * Posts now what was recorded before, as far as the server's budget and a pause after failures
   * allow, and waits for it. When interrupted it stops waiting and leaves the flag set.
   *
   * @param timeout how long to wait at most, up to a day; none if it is zero or negative
   * @return whether all that was recorded before the call is delivered, durably spooled or counted
   *     as dropped
   */
  public boolean flush(Duration timeout) {
    return shipper.flush(timeout);
  }

  /**
   * Where the records go: the server's URL and a fingerprint of the key. The same for two clients
   * only if their records end up in the same place, so that adapters can tell a request that was
   * recorded there already.
   */
  public String destination() {
    return config.destination;
  }

  /**
   * What keeps records from arriving now, in a sentence with what to do about it, as the log says
   * it; null when nothing is known to be wrong: before the first post, and after a delivery. Never
   * says the key. From any thread; cheap enough to be polled.
   */
  public @Nullable String failure() {
    return shipper.failure();
  }

  /** Where every record is, now. Cheap enough to be polled. */
  public Stats stats() {
    return ledger.stats(queue.size());
  }

  /**
   * Finds out whether records sent now would arrive, by asking a Footfall server for its health and
   * for the key, or by posting one record with the path {@code /footfall-verify} to another. Blocks
   * for two minutes at most. Never throws; what is wrong stands in the answer. Where all is well, a
   * pause after earlier failures is over.
   */
  public Verification verify() {
    Verification found = new Verifier(config, transport, stats().predictedSkips()).verify();
    if (found.ok()) {
      shipper.retryNow();
    }
    return found;
  }

  /**
   * Sends what is left, within {@code shutdownTimeout}, also when a pause after failures is under
   * way; what cannot be sent by then is left in the spool, or counted as dropped where there is
   * none. Records that come later are counted as {@link DropReason#CLOSED}. From any thread, any
   * number of times: whoever calls it while it is under way waits as well, but for a {@link
   * DeliveryListener}.
   */
  @Override
  public void close() {
    closed.set(true);
    shipper.close(values.shutdownTimeout);
  }
}
