package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose HTTP is odd, and which once were answered wrongly. */
class OddRequestTest {
  @TempDir static Path data;
  static TestServer server;
  static String key;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
    key = server.newKey();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void methodInAHeader_isRefused_andDeletesNothing() {
    server.post("/api/requests", requests(key, record("/kept")));

    MalformedInputTest.assertError(
        server.get("/api/data", "X-AUTH-TOKEN", key, "X-HTTP-Method-Override", "DELETE"),
        400,
        "X-HTTP-Method-Override");
    assertThat(server.log(key)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEFORE", "AFTER", "MADEUP"})
  void methodThatNobodyKnows_isA405WhereThereIsSomething_andA404ElseWhere(String method) {
    Answer known = server.send(method, "/api/data", null);
    MalformedInputTest.assertError(known, 405, null);
    assertThat(known.header("Allow")).isEqualTo("GET, DELETE");
    MalformedInputTest.assertError(server.send(method, "/api/no-such", null), 404, null);
  }

  @Test
  void wrongMethod_ofABrowser_isToldTheRightOnes() {
    Answer answer = server.get("/api/events", "Accept", "text/html");

    MalformedInputTest.assertError(answer, 405, null);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.json().get("message").asText()).isEqualTo("This path takes POST.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain; charset", "text/plain; charset=no-such", "x; charset=UTF-16"})
  void parameters_areRead_whateverTheTypeOfTheBodyThatThereIsNot(String type) {
    Answer answer = server.get("/api/data?page=%31", "X-AUTH-TOKEN", key, "Content-Type", type);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void nameOfAParameter_thatCannotBeDecoded_isNotDropped() throws IOException {
    String answer =
        raw("GET /api/data?stat%us=200 HTTP/1.1\r\nHost: x\r\nX-AUTH-TOKEN: " + key + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"stat%us\"");
  }

  @Test
  void errorOfTheContainer_saysThatTheConnectionEnds_andHasNoBodyForHead() throws IOException {
    String get = raw("GET /a%00 HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(get).startsWith("HTTP/1.1 400").contains("Connection: close", "\"status\":400");

    String head = raw("HEAD /api/health HTTP/1.1\r\nTransfer-Encoding: br\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 400").endsWith("\r\n\r\n");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
