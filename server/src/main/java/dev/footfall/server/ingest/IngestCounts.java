package dev.footfall.server.ingest;

import dev.footfall.server.metrics.Tally;
import dev.footfall.server.metrics.Timing;
import java.util.Arrays;
import java.util.Map;

/** What came in since the start, and what waits. Thread-safe. */
public final class IngestCounts {
  private final Tally posts = new Tally(kinds());
  private final Tally repeated = new Tally(kinds());
  private final Tally accepted = new Tally(kinds());
  private final Tally rejected =
      new Tally(Arrays.stream(Flaw.values()).map(Flaw::wireName).toArray(String[]::new));
  private final Admission admission;
  private final Writer writer;
  private final Rederivation rederivation;

  IngestCounts(Admission admission, Writer writer, Rederivation rederivation) {
    this.admission = admission;
    this.writer = writer;
    this.rederivation = rederivation;
  }

  private static String[] kinds() {
    return Arrays.stream(PostKind.values()).map(PostKind::field).toArray(String[]::new);
  }

  void add(PostKind kind, Receipt receipt, Rejections rejections) {
    if (receipt.accepted() > 0) {
      posts.add(kind.field(), 1);
      accepted.add(kind.field(), receipt.accepted());
    }
    rejections.counts().forEach((why, count) -> rejected.add(why.reason(), count));
  }

  /** A batch that was stored before. */
  void repeated(PostKind kind) {
    repeated.add(kind.field(), 1);
  }

  /** Posts of which something was accepted, by what they carry. */
  public Map<String, Long> posts() {
    return posts.counts();
  }

  /** Posts of a batch that was stored before, by what they carry; counted nowhere else. */
  public Map<String, Long> repeated() {
    return repeated.counts();
  }

  /** Accepted records, by kind. */
  public Map<String, Long> accepted() {
    return accepted.counts();
  }

  /** Records that were rejected alone, by what is wrong with them. */
  public Map<String, Long> rejected() {
    return rejected.counts();
  }

  /** Bytes of JSON that were read, after decompression. */
  public long bytes() {
    return admission.bytesRead();
  }

  /** The transactions that store records. */
  public Timing commits() {
    return writer.commits();
  }

  /** Records that wait for the disk. */
  public int waitingRecords() {
    return writer.waitingRecords();
  }

  /** Over how many ids the stored requests are still to be brought to today's rules. */
  public long idsToDerive() {
    return rederivation.idsLeft();
  }
}
