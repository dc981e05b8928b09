package dev.footfall.server.transfer;

import dev.footfall.server.refusal.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The bytes of a file as they arrive: an end before their time is the connection's doing, which the
 * client may repeat, and not an error in what was sent. The connection is the container's to close.
 */
final class UploadBytes extends FilterInputStream {
  private static final long GRACE_NANOS = 10_000_000_000L;
  private static final long MIN_BYTES_PER_SECOND = 16_000;

  private final LongSupplier nanoTime;
  private long waited;
  private long count;

  UploadBytes(InputStream in, LongSupplier nanoTime) {
    super(in);
    this.nanoTime = nanoTime;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Only the time in which the client kept the server waiting counts. */
  @Override
  public int read(byte[] bytes, int offset, int length) {
    long begin = nanoTime.getAsLong();
    try {
      int read = in.read(bytes, offset, length);
      waited += nanoTime.getAsLong() - begin;
      count += Math.max(0, read);
      if (waited > GRACE_NANOS && count < waited / 1_000_000_000L * MIN_BYTES_PER_SECOND) {
        throw new Refusal(408, "The file arrived too slowly.", null);
      }
      return read;
    } catch (IOException e) {
      throw new Refusal(408, "The file did not arrive to its end.", null);
    }
  }

  @Override
  public void close() {}
}
