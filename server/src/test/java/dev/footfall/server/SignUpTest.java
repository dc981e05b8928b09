package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignUpTest {
  private static final String TOKEN = "a-long-admin-token";

  @TempDir Path data;

  @Test
  void signUp_isForThisMachineOnly() throws IOException {
    try (TestServer server = new TestServer(data)) {
      assertThat(status(server, "localhost:8080", "")).isEqualTo(200);
      assertThat(status(server, "localhost", "")).isEqualTo(200);
      assertThat(status(server, "127.0.0.1:1", "")).isEqualTo(200);
      assertThat(status(server, "[::1]:8080", "")).isEqualTo(200);
      assertThat(status(server, "localhost:8080", "Origin: http://localhost:8080")).isEqualTo(200);
      assertThat(status(server, "localhost", "Sec-Fetch-Site: same-origin")).isEqualTo(200);
      assertThat(status(server, "localhost", "Sec-Fetch-Site: none")).isEqualTo(200);

      assertThat(status(server, "footfall.example", "")).isEqualTo(403);
      assertThat(status(server, "localhost.example", "")).isEqualTo(403);
      assertThat(status(server, "localhost:8080", "Origin: http://localhost:3000")).isEqualTo(403);
      assertThat(status(server, "localhost", "Origin: null")).isEqualTo(403);
      assertThat(status(server, "localhost", "Sec-Fetch-Site: cross-site")).isEqualTo(403);
      assertThat(status(server, "localhost", "Sec-Fetch-Site: same-site")).isEqualTo(403);
      for (String name :
          List.of(
              "Forwarded",
              "X-Forwarded-For",
              "x-forwarded-anything",
              "X-Real-IP",
              "Via",
              "CF-Connecting-IP",
              "True-Client-IP",
              "X-Client-IP",
              "X-Original-Host")) {
        assertThat(status(server, "localhost", name + ": x")).as(name).isEqualTo(403);
      }
      String own = "Origin: http://localhost";
      assertThat(status(server, "localhost", own + "\r\n" + own)).as("two").isEqualTo(403);
    }
  }

  @Test
  void signUp_fromElsewhere_isForTheHolderOfTheAdminToken() throws IOException {
    try (TestServer server = new TestServer(data, options -> options.adminToken(TOKEN))) {
      assertThat(status(server, "localhost", "")).isEqualTo(200);
      assertThat(status(server, "footfall.example", "")).isEqualTo(403);
      assertThat(status(server, "footfall.example", "Authorization: Bearer " + TOKEN))
          .isEqualTo(200);
      assertThat(status(server, "footfall.example", "X-AUTH-TOKEN: " + TOKEN)).isEqualTo(200);
      assertThat(status(server, "footfall.example", "X-AUTH-TOKEN: " + TOKEN + "x")).isEqualTo(403);
    }
  }

  @Test
  void signUp_thatIsOpen_isForAnybody() throws IOException {
    try (TestServer server = new TestServer(data, options -> options.openSignup(true))) {
      assertThat(status(server, "footfall.example", "X-Forwarded-For: 1.2.3.4")).isEqualTo(200);
    }
  }

  @Test
  void key_thatIsUnknown_makesAProject_whenAnyIsAccepted() {
    String key = "841018cf-1111-4222-8333-444455556666";
    try (TestServer server = new TestServer(data, options -> options.acceptAnyKey(true))) {
      assertThat(server.post("/api/requests", requests(key)).status()).isEqualTo(400);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", key).status()).isEqualTo(401);

      assertThat(server.post("/api/requests", requests(key, record("/a"))).status()).isEqualTo(201);
      assertThat(server.log(key)).hasSize(1);
    }
  }

  @Test
  void basePath_isInFrontOfEverything() {
    try (TestServer server = new TestServer(data, options -> options.basePath("/foot/fall"))) {
      assertThat(server.url()).endsWith("/foot/fall");
      String key = server.newKey();
      assertThat(server.post("/api/requests", requests(key, record("/a"))).status()).isEqualTo(201);
      assertThat(server.log(key)).hasSize(1);
      assertThat(new String(server.get("/").raw().body(), StandardCharsets.UTF_8))
          .contains("href=\"start.css\"");
      assertThat(server.get("/start.js").status()).isEqualTo(200);
    }
  }

  @Test
  void head_isThatOfGet_orNotAllowed() {
    try (TestServer server = new TestServer(data, options -> options.basePath("/foot"))) {
      assertThat(server.send("HEAD", "/api/health", null).status()).isEqualTo(200);
      assertThat(server.send("HEAD", "/", null).status()).isEqualTo(200);
      assertThat(server.send("HEAD", "/start.js", null).status()).isEqualTo(200);
      TestServer.Answer refused = server.send("HEAD", "/api/data", null);
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.header("Allow")).isEqualTo("GET, DELETE");
      assertThat(server.send("HEAD", "/api/nothing", null).status()).isEqualTo(404);
    }
  }

  @Test
  void startPage_isServedWithAStrictPolicy() {
    try (TestServer server = new TestServer(data)) {
      TestServer.Answer page = server.get("/");
      String html = new String(page.raw().body(), StandardCharsets.UTF_8);
      assertThat(page.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(html).contains("IP Geolocation by DB-IP").doesNotContain(" style=", " onclick=");
    }
  }

  @Test
  void cors_isForNamedOriginsOnly() {
    try (TestServer server =
        new TestServer(data, options -> options.corsOrigins(List.of("https://dash.example")))) {
      String[] named = {"Origin", "https://dash.example"};
      TestServer.Answer answer = server.get("/api/data", named);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://dash.example");
      assertThat(answer.header("Access-Control-Expose-Headers")).contains("Footfall-Server");
      assertThat(answer.raw().headers().allValues("Vary"))
          .anyMatch(value -> value.contains("Origin"));

      TestServer.Answer preflight = server.send("OPTIONS", "/api/data", null, named);
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Methods")).contains("DELETE");
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-AUTH-TOKEN");

      assertThat(server.get("/api/nothing", named).status()).isEqualTo(404);
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("Footfall-Flush-Interval");

      String[] other = {"Origin", "https://evil.example"};
      assertThat(server.get("/api/data", other).header("Access-Control-Allow-Origin")).isNull();
      assertThat(server.send("OPTIONS", "/api/data", null, other).status()).isEqualTo(403);
    }
  }

  @Test
  void cors_isOffByDefault() {
    try (TestServer server = new TestServer(data)) {
      TestServer.Answer answer = server.get("/api/health", "Origin", "https://dash.example");
      assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
      assertThat(server.send("OPTIONS", "/api/data", null).status()).isEqualTo(405);
    }
  }

  private static int status(TestServer server, String host, String header) throws IOException {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    return status(address, server, "GET", "/api/generate", host, header);
  }

  private static int status(
      InetAddress address,
      TestServer server,
      String method,
      String path,
      String host,
      String header)
      throws IOException {
    try (Socket socket = new Socket(address, server.port())) {
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + (header.isEmpty() ? "" : header + "\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
