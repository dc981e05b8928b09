package dev.footfall.server.ingest;

import dev.footfall.server.refusal.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of a post: inflated while it is read, refused as soon as it is over the limit,
 * its bytes counted in until it is closed.
 */
final class PostBody extends InputStream {
  static final int MAX_BYTES = 10_000_000;

  private static final long MAX_MILLIS = 60_000;
  private static final long GRACE_MILLIS = 10_000;
  private static final long MIN_BYTES_PER_MILLI = 1;

  private final InputStream in;
  private final Admission admission;
  private long count;

  private PostBody(InputStream in, Admission admission) {
    this.in = in;
    this.admission = admission;
  }

  static PostBody open(InputStream raw, @Nullable String encoding, Admission admission)
      throws IOException {
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return new PostBody(new Raw(raw), admission);
    }
    if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
      return new PostBody(new GZIPInputStream(new Raw(raw), 8192), admission);
    }
    throw new Refusal(
        415, "Content-Encoding must be gzip or none: " + Text.fit(encoding), "Content-Encoding");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      admission.enter(read);
      count += read;
      if (count > MAX_BYTES) {
        throw new Refusal(
            413, "The post is over " + MAX_BYTES + " bytes of JSON. Send it in parts.", null);
      }
    }
    return read;
  }

  /** Gives the counted bytes and the inflater's memory free. */
  @Override
  public void close() throws IOException {
    admission.leave(count);
    count = 0;
    if (in instanceof GZIPInputStream) {
      in.close();
    }
  }

  /**
   * The bytes as they arrive: an end before their time is the connection's doing, which the client
   * may repeat, and not an error in what was sent. The connection is the container's to close.
   */
  private static final class Raw extends FilterInputStream {
    private final long begin = System.nanoTime();
    private long count;

    Raw(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        int read = in.read(buffer, offset, length);
        count += Math.max(0, read);
        if (read > 0) {
          refuseSlow();
        }
        return read;
      } catch (IOException e) {
        throw new Refusal(408, "The body did not arrive to its end. Send it again.", null);
      }
    }

    private void refuseSlow() {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      if (millis > MAX_MILLIS || (millis > GRACE_MILLIS && count < millis * MIN_BYTES_PER_MILLI)) {
        throw new Refusal(408, "The body arrived too slowly. Send it again.", null);
      }
    }

    @Override
    public void close() {}
  }
}
