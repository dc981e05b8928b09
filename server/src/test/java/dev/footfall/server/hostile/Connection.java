package dev.footfall.server.hostile;

import dev.footfall.server.hostile.Hostile.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends requests byte for byte, each on a connection of its own, or with an HTTP client. */
final class Connection {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String HEALTH =
      "GET %s/api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final InetSocketAddress server;
  private final InetAddress from;
  private final byte[] health;

  /** One that may try to speak HTTP/2. */
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param place addresses of several places have a range of ports each
   */
  Connection(int port, int place, String basePath) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
    from = InetAddress.getByName("127.0.0." + (2 + place));
    health = HEALTH.formatted(basePath).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What comes back until the server closes; nothing when it is not waited for. */
  List<Reply> send(Hostile request) throws IOException, InterruptedException {
    if (request.ending() == Ending.CLIENT) {
      HttpRequest allowed = allowed(request);
      if (allowed != null) {
        return List.of(send(allowed));
      }
    }
    Socket socket = new Socket();
    // The server may answer and close before it has read everything.
    Thread sender = new Thread(() -> write(socket, request), "hostile-sender");
    try (socket) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(server, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      sender.start();
      if (request.ending() == Ending.GONE) {
        socket.setSoLinger(true, 0);
        sender.join(50);
        return List.of();
      }
      return Reply.read(readAll(socket.getInputStream()), request.method().equals("HEAD"));
    }
  }

  private void write(Socket socket, Hostile request) {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(request.wire());
      if (request.ending() == Ending.HEALTH) {
        all.writeBytes(health);
      }
      socket.getOutputStream().write(all.toByteArray());
      socket.shutdownOutput();
    } catch (IOException e) {
      // refused before its end; the answer says so
    }
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // reset, as it is when something that was sent is not read
    }
    return all.toByteArray();
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    List<String[]> headers = new ArrayList<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) ->
                values.forEach(
                    value ->
                        headers.add(
                            new String[] {name.toLowerCase(java.util.Locale.ROOT), value})));
    return new Reply(answer.statusCode(), headers, answer.body());
  }

  /** The request as the client would send it, or null when it would not. */
  private HttpRequest allowed(Hostile request) {
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.getPort() + request.target()))
              .timeout(Duration.ofMillis(PATIENCE_MILLIS))
              .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
      for (String line : request.headers()) {
        int colon = line.indexOf(':');
        if (!line.startsWith("Host: localhost")) {
          builder.header(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
      return builder.build();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
