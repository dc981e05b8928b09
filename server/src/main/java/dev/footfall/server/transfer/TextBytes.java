package dev.footfall.server.transfer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a text with the line they are in; any of the three usual ends ends a line. */
final class TextBytes implements Closeable {
  static final int END = -1;

  private static final int BUFFER_BYTES = 65_536;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private int at;
  private long offset;
  private long line = 1;
  private int last = END;

  TextBytes(InputStream in) {
    this.in = in;
  }

  /** Goes to where the line begins whose number is given. */
  void skipTo(Position position) throws IOException {
    while (offset < position.offset()) {
      if (peek() == END) {
        throw new IOException("it is shorter than it was");
      }
      int step = (int) Math.min(filled - at, position.offset() - offset);
      at += step;
      offset += step;
    }
    line = position.number();
    last = END;
  }

  /** The next byte, or {@link #END}, which stays where it is. */
  int peek() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(buffer));
      at = 0;
    }
    return at == filled ? END : buffer[at] & 0xff;
  }

  int read() throws IOException {
    int next = peek();
    if (next != END) {
      at++;
      offset++;
      if (next == '\n' ? last != '\r' : next == '\r') {
        line++;
      }
      last = next;
    }
    return next;
  }

  /** Reads on over an end of line, if one is here; a CRLF is one. */
  boolean readLineEnd() throws IOException {
    int next = peek();
    if (next != '\r' && next != '\n') {
      return false;
    }
    read();
    if (next == '\r' && peek() == '\n') {
      read();
    }
    return true;
  }

  void skipByteOrderMark() throws IOException {
    byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    if (peek() == (mark[0] & 0xff)
        && filled - at >= 3
        && buffer[at + 1] == mark[1]
        && buffer[at + 2] == mark[2]) {
      at += 3;
      offset += 3;
    }
  }

  Position position() {
    return new Position(offset, line);
  }

  /** The text in UTF-8, or null when it is not UTF-8. */
  static @Nullable String decode(ByteArrayOutputStream bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
