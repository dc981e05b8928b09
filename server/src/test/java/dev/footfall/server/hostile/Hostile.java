package dev.footfall.server.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request as it is sent.
 *
 * @param number which of the seed's it is
 * @param template the endpoint's path that it was made from
 * @param target as it stands in the request line
 * @param headers whole lines
 */
record Hostile(
    long number,
    String template,
    String method,
    String target,
    String version,
    List<String> headers,
    byte[] body,
    Framing framing,
    Ending ending) {
  private static final int SHOWN = 4_000;

  /** How the body is announced and sent. */
  enum Framing {
    NONE,
    LENGTH,
    CHUNKED,
    TOO_LONG,
    TOO_SHORT,
    NEGATIVE,
    OVERFLOWING,
    TWICE,
    BOTH,
    CHUNKS_THAT_END_EARLY,
    CHUNKS_OF_NO_SIZE,
    CHUNK_OF_HUGE_SIZE,
    UNKNOWN_CODING;

    boolean isWhole() {
      return this == NONE || this == LENGTH || this == CHUNKED;
    }
  }

  /** What follows it on the connection. */
  enum Ending {
    /** Nothing more is sent, all is read. */
    LAST,
    /** Another request, which must be answered too. */
    HEALTH,
    /** The connection is closed at once. */
    GONE,
    /** Sent by an HTTP client, not over a socket of our own. */
    CLIENT
  }

  byte[] head() {
    StringBuilder head = new StringBuilder(method).append(' ').append(target);
    head.append(' ').append(version).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    String length = "Content-Length: ";
    String chunked = "Transfer-Encoding: chunked\r\n";
    head.append(
        switch (framing) {
          case NONE -> "";
          case LENGTH -> length + body.length + "\r\n";
          case CHUNKED, CHUNKS_THAT_END_EARLY, CHUNKS_OF_NO_SIZE, CHUNK_OF_HUGE_SIZE -> chunked;
          case TOO_LONG -> length + (body.length + 1 + number % 999) + "\r\n";
          case TOO_SHORT -> length + body.length / 2 + "\r\n";
          case NEGATIVE -> length + "-" + body.length + "\r\n";
          case OVERFLOWING -> length + "99999999999999999999\r\n";
          case TWICE -> length + body.length + "\r\n" + length + (body.length + 1) + "\r\n";
          case BOTH -> length + body.length + "\r\n" + chunked;
          case UNKNOWN_CODING -> "Transfer-Encoding: br, chunked\r\n";
        });
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  byte[] wire() {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(head());
    switch (framing) {
      case NONE -> {}
      case CHUNKED, BOTH, UNKNOWN_CODING -> {
        chunk(wire, body);
        wire.writeBytes(ascii("0\r\n\r\n"));
      }
      case CHUNKS_THAT_END_EARLY -> chunk(wire, body);
      case CHUNKS_OF_NO_SIZE -> {
        wire.writeBytes(ascii("-5;x=\"\r\n"));
        wire.writeBytes(body);
      }
      case CHUNK_OF_HUGE_SIZE -> {
        wire.writeBytes(ascii("fffffffffffffffff\r\n"));
        wire.writeBytes(body);
      }
      default -> wire.writeBytes(body);
    }
    return wire.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream wire, byte[] chunk) {
    if (chunk.length > 0) {
      wire.writeBytes(ascii(Integer.toHexString(chunk.length) + "\r\n"));
      wire.writeBytes(chunk);
      wire.writeBytes(ascii("\r\n"));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** All of it, as a string in Java would write it; what is very long is cut in the middle. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    for (byte each : wire()) {
      char c = (char) (each & 0xff);
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n\n");
        case '\\' -> shown.append("\\\\");
        default -> shown.append(c < 0x20 || c > 0x7e ? "\\x%02x".formatted((int) c) : c);
      }
    }
    if (shown.length() > SHOWN) {
      int cut = shown.length() - SHOWN;
      shown.replace(SHOWN / 2, SHOWN / 2 + cut, " … " + cut + " characters … ");
    }
    return "request %d (%s, %s, %s):%n%s".formatted(number, template, framing, ending, shown);
  }
}
