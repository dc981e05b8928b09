package dev.footfall.server.ingest;

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
      return new PostBody(raw, admission);
    }
    if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
      return new PostBody(new GZIPInputStream(new Unclosed(raw), 8192), admission);
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

  /** The connection itself is the container's to close. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
