package dev.footfall;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The shipper's work, a batch at a time. In core's package, since core shows it to nobody. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(EncodeBenchmark.BATCH)
public class EncodeBenchmark {

  static final int BATCH = 2_000;

  private final Config config =
      Config.builder("00000000-0000-4000-8000-000000000001")
          .service("bookshop")
          .hashUserIds("a secret")
          .build();
  private final Origin origin = Origin.of(config);
  private final Cleaner cleaner = new Cleaner(config, new Ledger());
  private final Encoder encoder = new Encoder(1);
  private final Capture[] captures = new SampleTraffic(42).captures(BATCH);
  private final RequestRecord[] records = new RequestRecord[BATCH];

  /** Cleans the records that are only encoded. */
  public EncodeBenchmark() {
    for (int i = 0; i < BATCH; i++) {
      records[i] = cleaner.clean(captures[i]);
    }
  }

  /** From clean records to the body of a post. */
  @Benchmark
  public byte[] encode() {
    OpenBatch batch = new OpenBatch(Batch.Kind.REQUESTS, origin, encoder);
    for (RequestRecord r : records) {
      batch.add(0, r, false);
    }
    return post(batch);
  }

  /** As a Footfall server gets it. */
  @Benchmark
  public byte[] encodeAndGzip() {
    return Gzip.compress(encode());
  }

  /** From what the request's thread left on the queue to what goes to the socket. */
  @Benchmark
  public byte[] wholeShipper() {
    OpenBatch batch = new OpenBatch(Batch.Kind.REQUESTS, origin, encoder);
    for (Capture c : captures) {
      batch.add(0, cleaner.clean(c), false);
    }
    return Gzip.compress(post(batch));
  }

  private byte[] post(OpenBatch batch) {
    return Encoder.post(config.apiKey, "Servlet", batch.close(1), Map.of());
  }

  /** The body's size, per record. */
  public static double bytesPerRecord() {
    return (double) new EncodeBenchmark().encode().length / BATCH;
  }

  /** The gzipped body's size, per record. */
  public static double gzippedBytesPerRecord() {
    return (double) new EncodeBenchmark().encodeAndGzip().length / BATCH;
  }
}
