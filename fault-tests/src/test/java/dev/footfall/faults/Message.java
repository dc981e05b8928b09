package dev.footfall.faults;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * An HTTP request or answer as it goes over the line.
 *
 * @param head up to and with the empty line
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Message(String head, byte[] body) {

  /** Reads the head alone. */
  static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("cut off after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  static Message readRequest(InputStream in) throws IOException {
    String head = readHead(in);
    int length = contentLength(head);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("cut off after " + body.length + " of " + length + " bytes");
    }
    return new Message(head, body);
  }

  /** Reads an answer that ends with its connection. */
  static Message readAnswer(InputStream in) throws IOException {
    return new Message(readHead(in), in.readAllBytes());
  }

  /** An answer with this status line's end, such as {@code 502 Bad Gateway}, and header lines. */
  static Message answer(String status, String body, String... headers) {
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n";
    for (String header : headers) {
      head += header + "\r\n";
    }
    return new Message(head + "\r\n", new byte[0]).withBody(body);
  }

  static int contentLength(String head) {
    for (String line : head.toLowerCase(Locale.ROOT).split("\r\n")) {
      if (line.startsWith("content-length:")) {
        return Integer.parseInt(line.substring("content-length:".length()).trim());
      }
    }
    return 0;
  }

  Message withPath(String path) {
    return new Message(head.replaceFirst(" [^ ]+ ", " " + path + " "), body);
  }

  /** The same post under another key. */
  Message withKey(String key) {
    return withBody(text().replaceFirst("\"api_key\":\"[^\"]*\"", "\"api_key\":\"" + key + "\""));
  }

  /** With this header set, or left out where it is null. */
  Message withHeader(String name, String value) {
    String without = head.replaceAll("(?i)\r\n" + name + ":[^\r]*", "");
    String line = value == null ? "" : name + ": " + value + "\r\n";
    return new Message(without.substring(0, without.length() - 2) + line + "\r\n", body);
  }

  /** With this body, not compressed. */
  Message withBody(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Message(head, bytes)
        .withHeader("Content-Encoding", null)
        .withHeader("Content-Length", Integer.toString(bytes.length));
  }

  /** The body as text, decompressed if need be. */
  String text() {
    if (!head.toLowerCase(Locale.ROOT).contains("content-encoding: gzip")) {
      return new String(body, StandardCharsets.UTF_8);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it goes over the line. */
  byte[] bytes() {
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }
}
