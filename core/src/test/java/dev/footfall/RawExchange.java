package dev.footfall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * A request as its bytes, and all bytes that came back on a connection of its own: no client
 * library stands in between that could put right what an adapter has broken.
 *
 * @param bytes what came back, one character a byte; of more than {@value #KEPT} only the first
 * @param length how many bytes came back in all
 * @param checksum of the bytes beyond those that are kept
 * @param arrivals when, and how much was there by then
 * @param millis from the request's first byte to the answer's last
 */
record RawExchange(String bytes, long length, long checksum, List<Arrival> arrivals, long millis) {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int KEPT = 1_000_000;

  /** A moment at which bytes came. */
  record Arrival(long millis, long bytesByThen) {}

  /** What a client sends. */
  interface Sending {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * How a client reads, and when it has had enough.
   *
   * @param atOnce how many bytes it takes at most before it pauses
   * @param pauseMillis how long it pauses
   * @param leaveAfter after how many bytes it resets the connection
   * @param sayings what it says, one after the other: first when the answer's head is there, and
   *     then each time that something comes back
   */
  record Reading(int atOnce, long pauseMillis, long leaveAfter, List<byte[]> sayings) {

    static final Reading PROMPT = new Reading(65_536, 0, Long.MAX_VALUE, List.of());

    static Reading slowly(int atOnce, long pauseMillis) {
      return new Reading(atOnce, pauseMillis, Long.MAX_VALUE, List.of());
    }

    static Reading until(long bytes) {
      return new Reading(1_024, 0, bytes, List.of());
    }

    /**
     * A conversation, with pauses: what follows a handshake at once, Reactor Netty leaves unread at
     * times.
     */
    static Reading andSaying(long pauseMillis, byte[]... sayings) {
      return new Reading(65_536, pauseMillis, Long.MAX_VALUE, List.of(sayings));
    }
  }

  /** Sends the request and reads until the server closes the connection, or the client leaves. */
  static RawExchange of(int port, Sending request, Reading reading) {
    Received received = new Received();
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      if (reading.pauseMillis > 0 || reading.leaveAfter < Long.MAX_VALUE) {
        // else the kernel would read what the client does not
        socket.setReceiveBufferSize(16_384);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      request.writeTo(socket.getOutputStream());
      received.readFrom(socket, reading);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end after " + received.text(), e);
    } catch (IOException e) {
      // A reset is how some containers cut off an answer that has failed half-way.
    }
    return received.exchange();
  }

  /** The answer's bytes as they come in. */
  private static final class Received {
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CRC32 rest = new CRC32();
    private final List<Arrival> arrivals = new ArrayList<>();
    private long length;

    void readFrom(Socket socket, Reading reading) throws IOException {
      byte[] buffer = new byte[reading.atOnce];
      Iterator<byte[]> sayings = reading.sayings.iterator();
      InputStream in = socket.getInputStream();
      for (int n; (n = in.read(buffer)) >= 0; ) {
        add(buffer, n);
        if (reading.pauseMillis > 0) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(reading.pauseMillis));
        }
        if (sayings.hasNext() && text().contains("\r\n\r\n")) {
          socket.getOutputStream().write(sayings.next());
        }
        if (length >= reading.leaveAfter) {
          socket.setSoLinger(true, 0);
          return;
        }
      }
    }

    private void add(byte[] buffer, int n) {
      int first = Math.min(n, KEPT - kept.size());
      kept.write(buffer, 0, first);
      rest.update(buffer, first, n - first);
      length += n;
      arrivals.add(new Arrival(millis(), length));
    }

    private long millis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    String text() {
      return kept.toString(StandardCharsets.ISO_8859_1);
    }

    RawExchange exchange() {
      return new RawExchange(text(), length, rest.getValue(), arrivals, millis());
    }
  }

  /** The status of the (first) answer. */
  int status() {
    if (!bytes.startsWith("HTTP/1.1 ")) {
      throw new AssertionError("no answer but: " + bytes);
    }
    return Integer.parseInt(bytes.substring(9, 12));
  }

  /** When this text had arrived. */
  long millisOf(String text) {
    int start = bytes.indexOf(text);
    if (start < 0) {
      throw new AssertionError(text + " is not in: " + bytes);
    }
    int end = start + text.length();
    return arrivals.stream()
        .filter(arrival -> arrival.bytesByThen() >= end)
        .findFirst()
        .orElseThrow()
        .millis();
  }

  /** Without what differs from one run to the next: the date, the port, ids. */
  String comparable() {
    return comparable(bytes) + (length > KEPT ? " … " + length + " bytes, " + checksum : "");
  }

  /** As {@link #comparable()}, for a text that came by another way. */
  static String comparable(String text) {
    String compared = text;
    if (text.contains("\"requestId\":")) {
      // WebFlux's ids are not all of one length.
      compared = text.replaceAll("(?m)^Content-Length: .*$", "Content-Length: …");
    }
    return compared
        .replaceAll("(?mi)^date: .*$", "Date: …")
        .replaceAll("\"(timestamp|requestId)\":\"[^\"]*\"", "\"$1\":…")
        .replaceAll("JSESSIONID=[^;]*", "JSESSIONID=…")
        .replaceAll("127\\.0\\.0\\.1:\\d{4,5}", "127.0.0.1:…");
  }
}
