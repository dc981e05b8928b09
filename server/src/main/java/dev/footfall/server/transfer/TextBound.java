package dev.footfall.server.transfer;

import dev.footfall.server.refusal.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a text that goes on for too long: compressed, a few bytes may be very many. */
final class TextBound extends FilterInputStream {
  private final long max;
  private long count;

  TextBound(InputStream in, long max) {
    super(in);
    this.max = max;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count += Math.max(0, read);
    if (count > max) {
      throw new Refusal(413, "The file is over " + max + " bytes of text: send it in parts.", null);
    }
    return read;
  }
}
