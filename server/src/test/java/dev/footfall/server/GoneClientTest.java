package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoneClientTest {
  private static final String HEAD =
      """
      POST /api/requests HTTP/1.1\r
      Host: x\r
      Expect: 100-continue\r
      Content-Length: %d\r
      \r
      """;

  @TempDir Path folder;

  /** A client that waits for "100 Continue" and is gone before it comes is no fault of ours. */
  @Test
  void clientsThatGoAway_leaveNothingInTheLog() throws Exception {
    Path out = folder.resolve("out");
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), out)) {
      byte[] body = requests(key(server.port()), record("/gone")).getBytes(StandardCharsets.UTF_8);
      for (int round = 0; round < 5; round++) {
        postAndGo(server.port(), body);
      }
      server.terminate();
      server.exitCode();

      assertThat(server.output().lines()).singleElement().asString().contains("listens on");
    }
  }

  private static String key(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/generate"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .replace("\"", "");
  }

  /** Faster than the server comes to read. */
  private static void postAndGo(int port, byte[] body) throws IOException {
    ByteArrayOutputStream post = new ByteArrayOutputStream();
    post.writeBytes(HEAD.formatted(body.length).getBytes(StandardCharsets.ISO_8859_1));
    post.writeBytes(body);
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Socket client = new Socket("127.0.0.1", port);
      client.setSoLinger(true, 0);
      clients.add(client);
    }
    for (Socket client : clients) {
      client.getOutputStream().write(post.toByteArray());
      client.close();
    }
  }
}
