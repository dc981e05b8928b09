package dev.footfall.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A kept-alive connection to a server on this machine, for whatever HTTP/1.1 asks of a client here:
 * it costs less beside the server than a client of the platform's.
 */
final class HttpConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /**
   * @param headers names in lower case
   */
  record Answer(int status, Map<String, String> headers, String body) {

    boolean isBusy() {
      return status == 503 || status == 429;
    }
  }

  Answer get(String path, String headers) throws IOException {
    return send("GET", path, headers, new byte[0], 0);
  }

  Answer post(String path, String headers, byte[] body, int length) throws IOException {
    return send("POST", path, headers + "Content-Type: application/json\r\n", body, length);
  }

  Answer patch(String path, String headers, byte[] body) throws IOException {
    return send("PATCH", path, headers + "Content-Type: application/json\r\n", body, body.length);
  }

  /**
   * Sends a request and reads its answer to the end.
   *
   * @param headers lines, each with its end
   */
  private Answer send(String method, String path, String headers, byte[] body, int length)
      throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, length, headers);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body, 0, length);
    out.flush();
    try {
      return answer();
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer within " + PATIENCE, e);
    }
  }

  private Answer answer() throws IOException {
    String first = line();
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.get("content-length");
    byte[] body = length == null ? chunks() : exactly(Integer.parseInt(length));
    return new Answer(
        Integer.parseInt(first.substring(9, 12)),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      byte[] chunk = exactly(Integer.parseInt(line(), 16));
      line();
      if (chunk.length == 0) {
        return body.toByteArray();
      }
      body.writeBytes(chunk);
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the server closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) c);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
