package dev.footfall;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The client without its thread: the test holds the clock and calls each turn. */
final class Pipeline {

  static final String KEY = "841018cf-1111-4222-8333-444455556666";

  final Ledger ledger = new Ledger();
  final RecordQueue queue;
  final Shipper shipper;
  final Outbox outbox;
  final RequestReader reader;
  final ManualTime time = new ManualTime();

  static final class ManualTime implements TimeSource {
    long nanos = 1_000_000_000L;
    long epochMillis = 1_763_676_000_123L;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long epochMillis() {
      return epochMillis;
    }
  }

  Pipeline(Config config, Transport transport) {
    this(config, transport, () -> 0.5, 0);
  }

  Pipeline(Config config, Transport transport, DoubleSupplier random) {
    this(config, transport, random, 0);
  }

  /** With a wall clock that is off by so much. */
  Pipeline(Config config, Transport transport, long clockOffMillis) {
    this(config, transport, () -> 0.5, clockOffMillis);
  }

  private Pipeline(Config config, Transport transport, DoubleSupplier random, long clockOffMillis) {
    time.epochMillis += clockOffMillis;
    queue = new RecordQueue(config.values.maxQueued);
    reader = new RequestReader(config);
    outbox = new Outbox(config, Spool.open(config, time));
    shipper = new Shipper(config, queue, ledger, outbox, transport, time, random);
    shipper.startWithoutThread();
  }

  static Config.Builder config() {
    return Config.builder(KEY).serverUrl("http://127.0.0.1:1");
  }

  void record(RequestView request, int status, long elapsedNanos) {
    record(reader.read(request, time.epochMillis, status, elapsedNanos, null, null));
  }

  void record(Object entry) {
    ledger.recorded();
    if (!queue.offer(entry)) {
      ledger.dropped(DropReason.QUEUE_FULL, 1);
    }
  }

  void recordMany(int records) {
    for (int i = 0; i < records; i++) {
      record(FakeRequest.get("/v1/items/" + i), 200, 1_000_000);
    }
  }

  /** Lets time pass in turns of a second. */
  void pass(Duration duration) {
    for (long left = duration.toSeconds(); left > 0; left--) {
      time.nanos += 1_000_000_000L;
      shipper.turn(time.nanos);
    }
  }

  void turn() {
    shipper.turn(time.nanos);
  }

  Stats stats() {
    return ledger.stats(queue.size());
  }

  /** The identity that must hold whenever the pipeline is at rest. */
  static void assertAccounted(Stats s) {
    long accounted = s.delivered() + s.droppedTotal() + s.queued() + s.inFlight() + s.spooled();
    if (s.recorded() != accounted) {
      throw new AssertionError("recorded is not the sum of the rest: " + s);
    }
  }
}
