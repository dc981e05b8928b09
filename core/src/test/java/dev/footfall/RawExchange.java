package dev.footfall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A request as its bytes, and all bytes that came back on a connection of its own: no client
 * library stands in between that could put right what an adapter has broken.
 *
 * @param bytes what came back, one character a byte
 * @param arrivals when, and how much was there by then
 * @param millis from the request's first byte to the answer's last
 */
record RawExchange(String bytes, List<Arrival> arrivals, long millis) {

  private static final int PATIENCE_MILLIS = 30_000;

  /** A moment at which bytes came. */
  record Arrival(long millis, int bytesByThen) {}

  /** Sends the request and waits until the server closes the connection. */
  static RawExchange of(int port, String request) {
    long start = System.nanoTime();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    List<Arrival> arrivals = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] buffer = new byte[65_536];
      InputStream in = socket.getInputStream();
      for (int n; (n = in.read(buffer)) >= 0; ) {
        received.write(buffer, 0, n);
        arrivals.add(new Arrival(millisSince(start), received.size()));
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError(
          "no end after " + received.toString(StandardCharsets.ISO_8859_1) + " of " + request, e);
    } catch (IOException e) {
      // A reset is how some containers cut off an answer that has failed half-way.
    }
    return new RawExchange(
        received.toString(StandardCharsets.ISO_8859_1), arrivals, millisSince(start));
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
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
    int end = bytes.indexOf(text) + text.length();
    return arrivals.stream()
        .filter(arrival -> arrival.bytesByThen() >= end)
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not in: " + bytes))
        .millis();
  }

  /** Without what differs from one run to the next: the date, the port, ids. */
  String comparable() {
    String text = bytes;
    if (text.contains("\"requestId\":")) {
      // WebFlux's ids are not all of one length.
      text = text.replaceAll("(?m)^Content-Length: .*$", "Content-Length: …");
    }
    return text.replaceAll("(?m)^Date: .*$", "Date: …")
        .replaceAll("\"(timestamp|requestId)\":\"[^\"]*\"", "\"$1\":…")
        .replaceAll("JSESSIONID=[^;]*", "JSESSIONID=…")
        .replaceAll("127\\.0\\.0\\.1:\\d{4,5}", "127.0.0.1:…");
  }
}
