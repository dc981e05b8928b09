package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedInputTest {
  private static final String OTHER_KEY = "00000000-0000-4000-8000-000000000000";

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

  static Stream<Arguments> posts() {
    String good = requests("KEY", record("/a"));
    return Stream.of(
        post(400, null, "nothing", ""),
        post(400, null, "not JSON", "hello"),
        post(400, null, "HTML", "<html></html>"),
        post(400, null, "a list", "[" + good + "]"),
        post(400, null, "a number", "7"),
        post(400, null, "cut off", good.substring(0, good.length() - 5)),
        post(400, null, "something after", good + "{}"),
        post(400, null, "trailing comma", good.replace("]}", "],}")),
        post(400, null, "NaN", good.replace("12", "NaN")),
        post(400, null, "a comment", "/* */" + good),
        post(400, null, "deep nesting", "{\"x\":" + "[".repeat(100_000)),
        post(400, "privacy_level", "level null", with(good, "\"privacy_level\":null")),
        post(400, null, "a name of 100,000 characters", "{\"" + "x".repeat(100_000) + "\":1}"),
        post(413, null, "a text of 11 MB", "{\"x\":\"" + "x".repeat(11_000_000) + "\"}"),
        post(400, "api_key", "no key", "{\"requests\":[" + record("/a") + "]}"),
        post(400, "api_key", "key null", good.replace("\"KEY\"", "null")),
        post(400, "api_key", "key a number", good.replace("\"KEY\"", "5")),
        post(400, "api_key", "key not a UUID", good.replace("KEY", "abc")),
        post(400, "api_key", "key a short UUID", good.replace("KEY", "1-1-1-1-1")),
        post(401, "api_key", "unknown key", good.replace("KEY", OTHER_KEY)),
        post(400, "api_key", "key twice", good.replace("{\"api", "{\"api_key\":\"KEY\",\"api")),
        post(400, "requests", "no records", "{\"api_key\":\"KEY\"}"),
        post(400, "requests", "records null", "{\"api_key\":\"KEY\",\"requests\":null}"),
        post(400, "requests", "records empty", "{\"api_key\":\"KEY\",\"requests\":[]}"),
        post(400, "requests", "records an object", "{\"api_key\":\"KEY\",\"requests\":{}}"),
        post(400, "requests", "records text", "{\"api_key\":\"KEY\",\"requests\":\"x\"}"),
        post(400, "framework", "framework a number", with(good, "\"framework\":5")),
        post(400, "service", "service a list", with(good, "\"service\":[]")),
        post(400, "privacy_level", "level 3", with(good, "\"privacy_level\":3")),
        post(400, "privacy_level", "level text", with(good, "\"privacy_level\":\"1\"")),
        post(
            400,
            "privacy_level",
            "level twice",
            with(good, "\"privacy_level\":1,\"privacy_level\":2")),
        post(400, "dropped", "dropped a number", with(good, "\"dropped\":5")),
        post(400, "dropped", "dropped negative", with(good, "\"dropped\":{\"X\":-1}")));
  }

  private static String with(String post, String field) {
    return post.substring(0, post.length() - 1) + "," + field + "}";
  }

  private static Arguments post(int status, String field, String name, String body) {
    return Arguments.of(status, field, name, body);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("posts")
  void post_thatIsMalformed_isRefusedWithTheCause(
      int status, String field, String name, String body) {
    Answer answer = server.post("/api/requests", body.replace("KEY", key));

    assertError(answer, status, field);
    assertThat(server.log(key)).isEmpty();
  }

  @Test
  void post_thatIsRefusedBeforeItsEnd_getsItsAnswer_andTheNextOneToo() {
    byte[] post = ("[" + " ".repeat(9_000_000)).getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < 20; i++) {
      assertError(server.send("POST", "/api/requests", post), 400, null);
    }
  }

  static Stream<String> oddValues() {
    return Stream.of(
        record("response_time", "9".repeat(1_500)),
        record("response_time", "9".repeat(1_000_000)),
        record("response_time", "1." + "9".repeat(1_500)),
        record("weight", "9".repeat(1_000_000)),
        record("path", "[".repeat(200) + "]".repeat(200)));
  }

  @ParameterizedTest
  @MethodSource("oddValues")
  void record_withAnOddValue_isRefusedAlone(String odd) {
    String other = server.newKey();
    Answer answer = server.post("/api/requests", requests(other, odd, record("/even")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected_count").asInt()).isEqualTo(1);
  }

  @Test
  void record_withAnUnknownField_isAccepted_howeverDeepItIs() {
    String other = server.newKey();
    String deep = record("extra", "[".repeat(200) + "9".repeat(1_500) + "]".repeat(200));

    assertThat(server.post("/api/requests", requests(other, deep)).status()).isEqualTo(201);
  }

  @Test
  void event_withOddInputs_isRefusedAlone_andItsNumbersStayAsTheyAre() throws IOException {
    String other = server.newKey();
    String events =
        "{\"api_key\":\"%s\",\"events\":[%s,%s,%s,%s]}"
            .formatted(
                other,
                event("{\"a\":" + "9".repeat(1_001) + "}"),
                event("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
                event("{\"a\":" + "9".repeat(1_000_000) + "}"),
                event("{\"a\":[1.50,{\"b\":null}],\"c\":" + "9".repeat(30) + "}"));
    Answer answer = server.post("/api/events", events);

    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected_count").asInt()).isEqualTo(3);
    byte[] log = server.get("/api/v1/logs/events", "X-AUTH-TOKEN", other).raw().body();
    assertThat(new String(log, StandardCharsets.UTF_8))
        .contains("{\"a\":[1.50,{\"b\":null}],\"c\":" + "9".repeat(30) + "}");
  }

  private static String event(String inputs) {
    return "{\"name\":\"paid\",\"created_at\":\"%s\",\"inputs\":%s}"
        .formatted(java.time.Instant.now(), inputs);
  }

  @Test
  void messages_areThoseOfTheExistingService() {
    assertThat(server.post("/api/requests", "{}").json().get("message").asText())
        .isEqualTo("API key requied.");
    assertThat(server.post("/api/requests", "{\"api_key\":\"x\"}").json().get("message").asText())
        .isEqualTo("Invalid data.");
    assertThat(server.post("/api/requests", requests(key)).json().get("message").asText())
        .isEqualTo("Payload contains no logged requests.");
  }

  @Test
  void bytes_thatAreNotUtf8_areRefused() {
    byte[] body = requests(key, record("/a#")).getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '#' ? (byte) 0xff : body[i];
    }
    assertError(server.send("POST", "/api/requests", body), 400, null);
    assertThat(server.log(key)).isEmpty();
  }

  @Test
  void gzip_isAccepted_andWhatIsNotGzipIsRefused() throws IOException {
    String other = server.newKey();
    byte[] gzip = gzip(requests(other, record("/zipped")).getBytes(StandardCharsets.UTF_8));
    String[] header = {"Content-Encoding", "gzip"};

    assertThat(server.send("POST", "/api/requests", gzip, header).status()).isEqualTo(201);
    assertError(
        server.send("POST", "/api/requests", Arrays.copyOf(gzip, gzip.length / 2), header),
        400,
        null);
    assertError(server.send("POST", "/api/requests", new byte[] {1, 2, 3}, header), 400, null);
    assertError(
        server.send("POST", "/api/requests", gzip, "Content-Encoding", "br"),
        415,
        "Content-Encoding");
    assertThat(server.log(other)).hasSize(1);
  }

  @Test
  void gzipBomb_isRefusedWhileReading() throws IOException {
    byte[] zeros = new byte[1_000_000];
    Arrays.fill(zeros, (byte) ' ');
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 1_000; i++) {
        out.write(zeros);
      }
    }
    long start = System.nanoTime();

    Answer answer =
        server.send("POST", "/api/requests", bomb.toByteArray(), "Content-Encoding", "gzip");

    assertError(answer, 413, null);
    // inflating the whole gigabyte takes seconds
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1-1-1-1-1", "5"})
  void idempotencyKey_thatIsNotAUuid_isNamed(String id) {
    assertError(
        server.post("/api/requests", requests(key, record("/a")), "Idempotency-Key", id),
        400,
        "Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999999999999999",
        "page=",
        "date=yesterday",
        "date=2026-13-01",
        "dateFrom=2026-1-1",
        "dateTo=%2B999999999-01-01",
        "dateFrom=2026-02-02&dateTo=2026-02-01",
        "status=abc",
        "status=20",
        "hostname=",
        "ip=1.2.3.4&ipAddress=1.2.3.4",
        "user_id=%00",
        "compact=yes",
        "statuss=200",
        "Page=1",
        "page=1&page=2"
      })
  void data_withABadParameter_isA400ThatNamesIt(String query) {
    Answer answer = server.get("/api/data?" + query, "X-AUTH-TOKEN", key);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(query).contains(answer.json().get("field").asText() + "=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/data?page=%zz HTTP/1.1\r\nHost: x\r\nX-AUTH-TOKEN: KEY\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "BLAH\r\n\r\n",
        "POST /api/requests HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /api/requests HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/user-id/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /LONG HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
      })
  void requestLine_thatIsBroken_getsAShortPlainAnswer(String request) throws IOException {
    String answer = raw(request.replace("KEY", key).replace("LONG", "x".repeat(20_000)));

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<", "java.", "\tat ");
    assertThat(answer).contains("Footfall-Server: 0.1.0");
    assertThat(answer).contains("\"status\":4");
  }

  static void assertError(Answer answer, int status, String field) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Footfall-Server")).isEqualTo("0.1.0");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("message").asText()).isNotBlank().doesNotContain("Exception");
    assertThat(answer.json().path("field").asText(null)).isEqualTo(field);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
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
