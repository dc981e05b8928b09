package dev.footfall;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The batch that records are added to until it is full or due. What is full is set by the receiver:
 * a hosted service drops what comes beyond 2,000 records and refuses posts with too many distinct
 * user agents. Shipper's thread only.
 */
final class OpenBatch {

  /** Σ (bytes + 19) of the distinct agents that a hosted service takes is about 8,090. */
  private static final int MAX_AGENT_BYTES = 8_000;

  private static final int AGENT_OVERHEAD = 19;

  private final UUID id = UUID.randomUUID();
  private final Batch.Kind kind;
  private final Origin origin;
  private final Encoder encoder;
  private final Buffer out = new Buffer();
  private @Nullable JsonGenerator json;
  private final BitSet skips = new BitSet();
  private final Set<String> agents = new HashSet<>();
  private int agentBytes;
  private int[] ends = new int[64];
  private int count;
  private long sinceNanos;

  /** Gives out its array as it is. */
  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(4_096);
    }

    byte[] array() {
      return buf;
    }
  }

  OpenBatch(Batch.Kind kind, Origin origin, Encoder encoder) {
    this.kind = kind;
    this.origin = origin;
    this.encoder = encoder;
  }

  /** Made for the first record: an application's start does not wait until Jackson is loaded. */
  private JsonGenerator json() throws IOException {
    JsonGenerator open = json;
    if (open == null) {
      open = Encoder.open(out);
      json = open;
    }
    return open;
  }

  UUID id() {
    return id;
  }

  Batch.Kind kind() {
    return kind;
  }

  Origin origin() {
    return origin;
  }

  /** When its first record was added. */
  long sinceNanos() {
    return sinceNanos;
  }

  int count() {
    return count;
  }

  int bytes() {
    return json == null ? 0 : out.size() + json.getOutputBuffered();
  }

  /** Whether the agent may join, given what a hosted service takes in one post. */
  boolean takesAgent(String agent) {
    return agents.contains(agent) || agentBytes + costOf(agent) <= MAX_AGENT_BYTES || count == 0;
  }

  /**
   * Adds a request.
   *
   * @param predictSkips whether to foretell if a hosted service leaves it out
   */
  void add(long nowNanos, RequestRecord r, boolean predictSkips) {
    try {
      encoder.write(json(), r);
    } catch (IOException e) {
      throw inMemory(e);
    }
    if (agents.add(r.userAgent())) {
      agentBytes += costOf(r.userAgent());
    }
    if (predictSkips && SkipRules.skips(r)) {
      skips.set(count);
    }
    added(nowNanos);
  }

  void add(long nowNanos, Event e, String userId) {
    try {
      encoder.write(json(), e, userId);
    } catch (IOException failure) {
      throw inMemory(failure);
    }
    added(nowNanos);
  }

  /** Its records from this one on; valid until the next is added. */
  Slice from(int record) {
    try {
      json().flush();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return new Slice(out.array(), ends, skips, record, count);
  }

  /** The batch, without what a record that failed has left behind the last whole one. */
  Batch close(long sequence) {
    try {
      json().flush();
      byte[] records = Arrays.copyOf(out.array(), count == 0 ? 0 : ends[count - 1]);
      return new Batch(
          id, kind, origin, sequence, records, Arrays.copyOf(ends, count), skips, sinceNanos, 0);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  private void added(long nowNanos) {
    if (count == 0) {
      sinceNanos = nowNanos;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = bytes();
  }

  private static int costOf(String agent) {
    return WireText.utf8Length(agent) + AGENT_OVERHEAD;
  }

  private static IllegalStateException inMemory(IOException e) {
    return new IllegalStateException("writing to memory does not fail", e);
  }
}
