package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A body may come in a packet of its own. Whether it was waited for or not: the connection goes on,
 * or the answer has said that it ends.
 */
class LateBodyTest {
  private static final String BODY = "{\"no_such\":1}";
  private static final int LATE_MILLIS = 60;
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir static Path data;
  @AutoClose private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  static List<String> calls() {
    List<String> calls = new ArrayList<>();
    server
        .get("/api/openapi.json")
        .json()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            calls.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey().replaceAll("\\{[^}]+}", "1"))));
    return calls;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void connection_goesOn_orIsSaidToEnd(String call) throws Exception {
    for (String key : List.of(server.newKey(), "wrong")) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        send(out, call, "X-AUTH-TOKEN: " + key + "\r\nContent-Length: " + BODY.length());
        waitForAnswer(socket, in);
        out.write(BODY.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(PATIENCE_MILLIS);

        String head = head(in);

        assertThat(head).startsWith("HTTP/1.1 ");
        if (!head.toLowerCase(Locale.ROOT).contains("connection: close")) {
          skip(in, call, head);
          send(out, "GET /api/health", "Connection: close");
          assertThat(head(in)).as("%s, answered with %s", call, head).startsWith("HTTP/1.1 200");
        }
      }
    }
  }

  private static void send(OutputStream out, String call, String header) throws IOException {
    String head = call + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** The answer of a call that does not wait for its body comes before it. */
  private static void waitForAnswer(Socket socket, InputStream in) throws IOException {
    socket.setSoTimeout(LATE_MILLIS);
    in.mark(1);
    try {
      in.read();
    } catch (SocketTimeoutException e) {
      // it waits
    }
    in.reset();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int read = in.read();
      if (read < 0) {
        break;
      }
      head.write(read);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void skip(InputStream in, String call, String head) throws IOException {
    if (call.startsWith("HEAD ") || head.startsWith("HTTP/1.1 204")) {
      return;
    }
    String length = field(head, "Content-Length");
    if (length != null) {
      in.readNBytes(Integer.parseInt(length));
      return;
    }
    assertThat(field(head, "Transfer-Encoding")).isEqualTo("chunked");
    int size = 1;
    while (size > 0) {
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        line.append((char) in.read());
      }
      size = Integer.parseInt(line.toString().trim(), 16);
      in.readNBytes(size + 2);
    }
  }

  private static String field(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse(null);
  }
}
