package dev.footfall.server.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends the reading of a record that goes on longer than any does, before memory does. */
final class RecordBytes extends FilterInputStream {
  private long count;
  private long limit = Translation.MAX_RECORD_BYTES;

  RecordBytes(InputStream in) {
    super(in);
  }

  /** What was read ahead of a record is not counted for it. */
  void beginRecord() {
    limit = count + Translation.MAX_RECORD_BYTES;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (count > limit) {
      throw new IOException("a record is over " + Translation.MAX_RECORD_BYTES + " bytes");
    }
    int read = super.read(bytes, offset, length);
    count += Math.max(0, read);
    return read;
  }
}
