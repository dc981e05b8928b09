package dev.footfall.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A kept-alive connection that asks for the same again and again; as light as a client can be. */
final class KeptConnection implements AutoCloseable {

  private static final byte[] REQUEST =
      """
      GET /hello HTTP/1.1\r
      Host: api.example.com\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r
      Accept: text/plain\r
      X-Auth-Token: b2f7a6d0c3e94b7f9d1e5a8c4b6f0e21\r
      X-Forwarded-For: 203.0.113.77\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] END = HelloServer.HELLO.getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] answer = new byte[1_024];

  KeptConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Sends the request and reads its answer to the end. */
  void ask() throws IOException {
    out.write(REQUEST);
    int length = 0;
    do {
      int read = in.read(answer, length, answer.length - length);
      if (read < 0) {
        throw new EOFException("the server closed the connection");
      }
      length += read;
    } while (!endsWithHello(length));
  }

  private boolean endsWithHello(int length) {
    int from = length - END.length;
    return from >= 0 && Arrays.equals(answer, from, length, END, 0, END.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
