package dev.footfall;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encoded records that travel together under one id. The records stand in one array, joined by
 * commas, so that a batch can be halved without decoding it.
 *
 * @param id what a Footfall server stores once however often it comes
 * @param sequence grows from batch to batch; halves keep it
 * @param ends the index behind each record
 * @param skips which records a hosted service will leave out
 * @param sinceNanos when its first record was added
 * @param refusedAt the number of the post in which it, or what it is a part of, was first refused;
 *     0 if never
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its id
record Batch(
    UUID id,
    Kind kind,
    Origin origin,
    long sequence,
    byte[] records,
    int[] ends,
    BitSet skips,
    long sinceNanos,
    long refusedAt) {

  /** What a batch carries, and so where it is posted. */
  enum Kind {
    REQUESTS("api/log-request"),
    EVENTS("api/events");

    private final String path;

    Kind(String path) {
      this.path = path;
    }

    /** Where it is posted, below the server's URL. */
    String path() {
      return path;
    }
  }

  /** What the objects around the arrays take, and a place in a queue. */
  private static final int OVERHEAD = 200;

  /**
   * One of a kind by its id. Also, JDK 17 would keep the class loader of an undeployed application
   * by the equality that it generates for a record.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Batch batch && id.equals(batch.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  int count() {
    return ends.length;
  }

  int bytes() {
    return records.length;
  }

  /** What it takes in memory. */
  int footprint() {
    return records.length + 4 * ends.length + OVERHEAD;
  }

  /** Its records from this one on. */
  Slice from(int record) {
    return new Slice(records, ends, skips, record, count());
  }

  boolean allSkips() {
    return skips.cardinality() == count();
  }

  /** The same batch, with the first post in which it was refused. */
  Batch refusedAt(long post) {
    return refusedAt > 0
        ? this
        : new Batch(id, kind, origin, sequence, records, ends, skips, sinceNanos, post);
  }

  /**
   * Two batches with the same records in the same order, each under a new id: the same ones however
   * often it is halved, since a crash may leave both the whole and a half on disk.
   */
  List<Batch> halve() {
    int half = count() / 2;
    return List.of(part(0, half), part(half, count()));
  }

  /** The id of the part that begins with this record. */
  static UUID partId(UUID id, int from) {
    ByteBuffer seed = ByteBuffer.allocate(20);
    seed.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).putInt(from);
    return UUID.nameUUIDFromBytes(seed.array());
  }

  private Batch part(int from, int to) {
    int start = from == 0 ? 0 : ends[from - 1] + 1;
    int[] partEnds = new int[to - from];
    for (int i = from; i < to; i++) {
      partEnds[i - from] = ends[i] - start;
    }
    return new Batch(
        partId(id, from),
        kind,
        origin,
        sequence,
        Arrays.copyOfRange(records, start, ends[to - 1]),
        partEnds,
        skips.get(from, to),
        sinceNanos,
        refusedAt);
  }
}
