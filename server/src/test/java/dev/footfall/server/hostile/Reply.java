package dev.footfall.server.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * An answer as it came.
 *
 * @param headers names in small letters, and values
 */
record Reply(int status, List<String[]> headers, byte[] body) {

  /**
   * All answers in these bytes, those before the last of a request left out (100 Continue).
   *
   * @throws IOException when they are not whole answers, one after the other
   */
  static List<Reply> read(byte[] bytes, boolean ofHead) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    List<Reply> replies = new ArrayList<>();
    while (in.available() > 0) {
      Reply reply = one(in, ofHead && replies.isEmpty());
      if (reply.status >= 200) {
        replies.add(reply);
      }
      if (ofHead && reply.status >= 400 && reply.isLast()) {
        // Of a request line that cannot be read, the method is not known.
        in.readAllBytes();
      }
    }
    return replies;
  }

  private static Reply one(ByteArrayInputStream in, boolean ofHead) throws IOException {
    String statusLine = line(in);
    if (!statusLine.matches("HTTP/1\\.1 [1-5][0-9]{2} [ -~]*")) {
      throw new IOException("no status line: " + statusLine);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    List<String[]> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (!line.matches("[A-Za-z0-9-]+:[ -~]*")) {
        throw new IOException("no header: " + line);
      }
      headers.add(
          new String[] {
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip()
          });
    }
    Reply head = new Reply(status, headers, new byte[0]);
    boolean bare = ofHead || status < 200 || status == 204 || status == 304;
    return bare ? head : new Reply(status, headers, body(in, head));
  }

  private static byte[] body(ByteArrayInputStream in, Reply head) throws IOException {
    String length = head.header("content-length");
    boolean chunked = "chunked".equals(head.header("transfer-encoding"));
    if (length != null && chunked) {
      throw new IOException("Content-Length and chunks");
    }
    if (chunked) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int size = 1;
      while (size > 0) {
        size = Integer.parseInt(line(in), 16);
        body.writeBytes(exactly(in, size));
        line(in);
      }
      return body.toByteArray();
    }
    return length == null ? in.readAllBytes() : exactly(in, Integer.parseInt(length));
  }

  private static byte[] exactly(ByteArrayInputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new IOException("the answer ends early");
    }
    return bytes;
  }

  private static String line(ByteArrayInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c != '\r') {
      if (c < 0 || c == '\n') {
        throw new IOException("a line of the answer ends early: " + line);
      }
      line.append((char) c);
      c = in.read();
    }
    if (in.read() != '\n') {
      throw new IOException("a line of the answer does not end: " + line);
    }
    return line.toString();
  }

  /** The value of the first header with this name, or null. */
  String header(String name) {
    return headers.stream()
        .filter(header -> header[0].equals(name))
        .map(header -> header[1])
        .findFirst()
        .orElse(null);
  }

  long count(String name) {
    return headers.stream().filter(header -> header[0].equals(name)).count();
  }

  boolean isLast() {
    return "close".equalsIgnoreCase(header("connection"));
  }

  /** Whether there is nothing but the head: to HEAD for example. */
  boolean isBare() {
    return body.length == 0;
  }

  byte[] plain() throws IOException {
    return "gzip".equals(header("content-encoding")) && body.length > 0
        ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
        : body;
  }

  String text() throws IOException {
    return new String(plain(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder("answer ").append(status);
    headers.forEach(header -> shown.append('\n').append(header[0]).append(": ").append(header[1]));
    int length = Math.min(body.length, 1_500);
    return shown.append("\n\n") + new String(body, 0, length, StandardCharsets.UTF_8);
  }
}
