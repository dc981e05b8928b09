package dev.footfall.server.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** CSV, NDJSON or one JSON array, as the first bytes show; plain or gzip. */
final class TextFormat {
  private static final int GZIP = 0x1f;
  private static final int BEGIN_BYTES = 1_000;

  private TextFormat() {}

  /** Without gzip; what it returns knows how to go back to a mark. */
  static InputStream plain(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw);
    in.mark(1);
    int first = in.read();
    in.reset();
    return first == GZIP ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  /**
   * @param plain at its beginning, whatever the position
   */
  static Entries entries(InputStream plain, Translation translation, Position position)
      throws IOException {
    int first = first(plain);
    if (first == '[') {
      ArrayEntries array = new ArrayEntries(plain, translation, 1);
      array.skip(position.number() - 1);
      return array;
    }
    TextBytes text = new TextBytes(plain);
    text.skipByteOrderMark();
    return first == '{' || first < 0
        ? new LineEntries(text, translation, position)
        : new CsvEntries(text, translation, position);
  }

  /** The first byte of the text, or -1 when there is none. */
  private static int first(InputStream in) throws IOException {
    in.mark(BEGIN_BYTES);
    byte[] begin = in.readNBytes(BEGIN_BYTES);
    in.reset();
    if (begin.length >= 2 && Arrays.equals(begin, 0, 2, new byte[] {-1, -2}, 0, 2)) {
      throw new UnusableException("The file is in UTF-16: save it as UTF-8.");
    }
    for (byte b : begin) {
      // blanks and the bytes of a mark in UTF-8
      if (b > ' ' || (b < 0 && b != (byte) 0xef && b != (byte) 0xbb && b != (byte) 0xbf)) {
        return b & 0xff;
      }
    }
    return -1;
  }
}
