package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SlowClientTest {
  private static final String STALLED =
      "POST /api/requests HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"a\":";

  @TempDir Path data;

  @Test
  @Timeout(25)
  void stalledPosts_leaveThreadsForOthers() throws IOException {
    try (TestServer server = new TestServer(data)) {
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < 230; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream().write(STALLED.getBytes(StandardCharsets.ISO_8859_1));
        stalled.add(socket);
      }
      try {
        assertThat(server.get("/api/health").status()).isEqualTo(200);
      } finally {
        for (Socket socket : stalled) {
          socket.close();
        }
      }
    }
  }
}
