package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in the body of a call: its records come in once, however often it is sent. */
@Timeout(120)
class ImportFileTest {
  private static final String PATH = "/api/v1/import";
  private static final String HEADER = "created_at,method,status,response_time,path\n";
  private static final Instant BEGIN = Instant.now().minus(Duration.ofDays(3));

  @TempDir static Path data;
  @AutoClose private static TestServer server;

  private final String key = server.newKey();

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @ParameterizedTest
  @CsvSource({"csv, false", "ndjson, false", "csv, true", "ndjson, true"})
  void export_isTakenAsItWas_andOnceOnly(String format, boolean gzip) throws IOException {
    send(key, lines(0, 2_500));
    String exports = "/api/v1/exports/requests?format=" + format;
    byte[] export = server.get(exports, "X-AUTH-TOKEN", key).raw().body();
    String copy = server.newKey();

    JsonNode first = send(copy, gzip ? gzip(export) : export).json();
    JsonNode second = send(copy, gzip ? gzip(export) : export).json();

    assertOutcome(first, true, 2_500, 2_500, 0);
    assertOutcome(second, true, 2_500, 2_500, 2_500);
    assertThat(paths(copy)).isEqualTo(paths(key)).hasSize(2_500);
  }

  @Test
  void listOfTheHostedService_isTaken() {
    send(key, lines(0, 30));
    byte[] list = server.get("/api/data?compact=true", "X-AUTH-TOKEN", key).raw().body();
    String copy = server.newKey();

    assertOutcome(send(copy, list).json(), true, 30, 30, 0);
    assertThat(paths(copy)).isEqualTo(paths(key));
  }

  @Test
  void events_areTaken_whenTheCallSaysSo() {
    String event = "{\"name\":\"paid\",\"created_at\":\"" + BEGIN + "\",\"value\":5}\n";

    Answer answer = send("kind=events", key, event + event);

    assertOutcome(answer.json(), true, 2, 2, 0);
    JsonNode log = server.get("/api/v1/logs/events", "X-AUTH-TOKEN", key).json().get("data");
    assertThat(log.findValuesAsText("name")).containsExactly("paid", "paid");
  }

  @Test
  void refusedRecords_areToldByLine_theFirstOfThem() {
    List<String> rows = new ArrayList<>(rows(0, 60));
    for (int i = 0; i < 60; i += 2) {
      rows.set(i, rows.get(i).replace(",200,", ",99,"));
    }
    rows.set(1, "not,enough");

    JsonNode outcome = send(key, HEADER + String.join("\n", rows)).json();

    assertOutcome(outcome, true, 60, 29, 0);
    assertThat(outcome.get("rejected_count").asInt()).isEqualTo(31);
    JsonNode rejected = outcome.get("rejected");
    assertThat(rejected).hasSize(20);
    assertThat(rejected.findValuesAsText("line")).startsWith("2", "3", "4", "6", "8");
    assertThat(rejected.get(0).get("field").asText()).isEqualTo("status");
    assertThat(rejected.get(0).get("reason").asText()).contains("100");
    assertThat(rejected.get(1).get("field").isNull()).isTrue();
    assertThat(rejected.get(1).get("reason").asText()).contains("2 cells");
  }

  @Test
  void unknownFields_areNamed() {
    String line = json("/a").put("colour", "red").toString();

    assertThat(send(key, line).json().get("unknown_fields"))
        .extracting(JsonNode::asText)
        .containsExactly("colour");
  }

  @Test
  void uploadThatIsCut_hasItsWholeParts_andGoesOnWithoutARepeat() throws Exception {
    byte[] file = lines(0, 25_000);
    byte[] cut = Arrays.copyOf(file, file.length - 20);
    try (Socket socket = begin(key, file.length)) {
      socket.getOutputStream().write(cut);
      socket.getOutputStream().flush();
      await(key, 20_000);
    }

    assertThat(count(key)).isEqualTo(20_000);
    assertOutcome(whenFree(key, file).json(), true, 25_000, 25_000, 20_000);
    assertThat(count(key)).isEqualTo(25_000);
  }

  @Test
  void compressedFileThatIsCut_saysUpToWhere() throws IOException {
    byte[] whole = gzip(lines(0, 15_000));

    Answer answer = send(key, Arrays.copyOf(whole, whole.length - 5_000));

    assertThat(answer.status()).isEqualTo(400);
    assertOutcome(answer.json(), false, 10_000, 10_000, 0);
    assertThat(answer.json().get("message").asText())
        .startsWith("The file is damaged or ends early")
        .contains("before line 10002 was read", "within 7 days");
    assertThat(count(key)).isEqualTo(10_000);
    assertOutcome(send(key, whole).json(), true, 15_000, 15_000, 10_000);
  }

  @Test
  void quoteThatIsNotClosed_endsIt_andWhatStoodBeforeIsCounted() {
    String rows = String.join("\n", rows(0, 10_000));

    Answer answer = send(key, HEADER + rows + "\n\"open,GET,200,1,/x\n");

    assertThat(answer.status()).isEqualTo(400);
    assertOutcome(answer.json(), false, 10_000, 10_000, 0);
    assertThat(answer.json().get("message").asText()).contains("a quote is not closed");
  }

  @Test
  void command_andUpload_makeTheSameBatches() throws IOException {
    byte[] file = lines(0, 12_000);
    Path stored = Files.write(data.resolve("both.csv"), file);
    assertThat(ImportRun.of(server.url(), key, stored.toString()).exitCode()).isZero();

    assertOutcome(send(key, file).json(), true, 12_000, 12_000, 12_000);
    assertThat(count(key)).isEqualTo(12_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "colour,size\nred,1\n", "status,status\n1,1\n", "path\n/a\n"})
  void fileWithoutRecords_isRefused(String text) {
    Answer answer = send(key, text);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asText())
        .containsAnyOf("no records", "first line")
        .endsWith("Nothing was taken.");
    assertThat(answer.json().has("accepted")).isFalse();
  }

  @Test
  void kind_thatIsNone_isRefused() {
    Answer answer = send("kind=monitors", key, "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("field").asText()).isEqualTo("kind");
  }

  /** None of them is held in memory as a whole. */
  @ParameterizedTest
  @ValueSource(strings = {"commas", "columns", "members", "elements", "line"})
  void recordThatGoesOn_isEndedOrRefusedAlone(String what) throws IOException {
    String many =
        switch (what) {
          case "commas" -> HEADER + ",".repeat(40_000_000);
          case "columns" -> "a" + ",".repeat(40_000_000);
          case "members" ->
              IntStream.range(0, 4_000_000)
                  .mapToObj(n -> "\"" + n + "\":1,")
                  .collect(Collectors.joining("", "[{", ""));
          case "elements" -> "[{\"a\":[" + "1,".repeat(20_000_000);
          default -> "{\"a\":\"" + "x".repeat(40_000_000);
        };

    Answer answer = send(key, gzip(many.getBytes(StandardCharsets.US_ASCII)));

    assertThat(answer.json().get("message").asText())
        .containsAnyOf("does not end", "over 1000000 bytes", "read to its end");
    assertThat(count(key)).isZero();
  }

  @Test
  void secondImportOfAProject_waitsForTheFirst() throws Exception {
    byte[] file = lines(0, 3);
    boolean waited = false;
    for (int i = 0; i < 50 && !waited; i++) {
      // either of the two may be the first
      try (Socket socket = begin(key, file.length)) {
        OutputStream out = socket.getOutputStream();
        out.write(file, 0, 60);
        out.flush();
        Thread.sleep(50);
        waited = send(key, file).status() == 409;
        out.write(file, 60, file.length - 60);
        out.flush();
        String answer = new String(socket.getInputStream().readNBytes(12));
        assertThat(answer).isIn("HTTP/1.1 200", waited ? "HTTP/1.1 200" : "HTTP/1.1 409");
      }
    }
    assertThat(waited).isTrue();
    assertThat(count(key)).isEqualTo(3);
  }

  @Test
  void session_isEnough_onTheServersOwnPage() {
    String body = TestServer.JSON.createObjectNode().put("key", key).toString();
    String cookie =
        server.post("/api/v1/session", body, "Origin", server.url()).header("Set-Cookie");
    String[] own = {"Cookie", cookie.split(";")[0], "Origin", server.url()};
    String[] foreign = {"Cookie", cookie.split(";")[0], "Origin", "https://evil.example"};

    assertThat(server.send("POST", PATH, lines(0, 5), own).json().get("accepted").asInt())
        .isEqualTo(5);
    assertThat(server.send("POST", PATH, lines(5, 9), foreign).status()).isEqualTo(403);
    assertThat(count(key)).isEqualTo(5);
  }

  @Test
  void import_isAudited_withWhoAndHowMuch() {
    String event = "{\"name\":\"paid\",\"created_at\":\"" + BEGIN + "\"}\n";
    byte[] file = lines(0, 3);

    send(key, file);
    send(key, file);
    send("kind=events", key, event + "{}\n");
    send(key, "");

    JsonNode log = audit(key);
    assertThat(log.findValuesAsText("action")).containsOnly("records.import");
    int id = server.get("/api/v1/keys", "X-AUTH-TOKEN", key).json().at("/data/0/id").asInt();
    assertThat(log.findValuesAsText("actor")).containsOnly("key " + id);
    assertThat(log.findValuesAsText("object")).containsOnly("key " + id);
    assertThat(log.findValuesAsText("before")).containsOnly("null");
    assertThat(log.findValues("after"))
        .extracting(JsonNode::toString)
        .containsExactly(
            after(2, 1, 0, 1, true).replace("requests", "events"),
            after(3, 3, 3, 0, true),
            after(3, 3, 0, 0, true));
  }

  @Test
  void importThatBreaksOff_isAudited_withWhatWasTakenBefore() throws IOException {
    byte[] whole = gzip(lines(0, 15_000));

    send(key, Arrays.copyOf(whole, whole.length - 5_000));

    assertThat(audit(key).findValues("after"))
        .extracting(JsonNode::toString)
        .containsExactly(after(10_000, 10_000, 0, 0, false));
  }

  private static String after(
      int read, int accepted, int repeated, int rejected, boolean complete) {
    return ("{\"accepted\":%d,\"complete\":%s,\"kind\":\"requests\",\"read\":%d,\"rejected\":%d,"
            + "\"repeated\":%d}")
        .formatted(accepted, complete, read, rejected, repeated);
  }

  /** But for the making of the project, the newest first. */
  private static JsonNode audit(String key) {
    ArrayNode log =
        (ArrayNode) server.get("/api/v1/logs/audit", "X-AUTH-TOKEN", key).json().get("data");
    log.remove(log.size() - 1);
    return log;
  }

  private static void assertOutcome(
      JsonNode outcome, boolean complete, int read, int accepted, int repeated) {
    assertThat(outcome.path("complete").asBoolean()).as("%s", outcome).isEqualTo(complete);
    assertThat(outcome.get("read").asInt()).as("%s", outcome).isEqualTo(read);
    assertThat(outcome.get("accepted").asInt()).as("%s", outcome).isEqualTo(accepted);
    assertThat(outcome.get("repeated").asInt()).as("%s", outcome).isEqualTo(repeated);
  }

  private static Answer send(String key, byte[] file) {
    return server.send("POST", PATH, file, "X-AUTH-TOKEN", key);
  }

  private static Answer send(String key, String file) {
    return send(key, file.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer send(String parameters, String key, String file) {
    byte[] body = file.getBytes(StandardCharsets.UTF_8);
    return server.send("POST", PATH + "?" + parameters, body, "X-AUTH-TOKEN", key);
  }

  /** Once the server has seen that the former was cut. */
  private static Answer whenFree(String key, byte[] file) throws InterruptedException {
    Answer answer = send(key, file);
    for (int i = 0; i < 200 && answer.status() == 409; i++) {
      Thread.sleep(50);
      answer = send(key, file);
    }
    return answer;
  }

  private static Socket begin(String key, int length) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    OutputStream out = socket.getOutputStream();
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nX-AUTH-TOKEN: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(PATH, key, length);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  private static void await(String key, int records) throws InterruptedException {
    for (int i = 0; i < 600 && count(key) < records; i++) {
      Thread.sleep(50);
    }
  }

  private static int count(String key) {
    String query = "{\"metrics\":[\"requests\"],\"totals\":true}";
    JsonNode rows = server.post("/api/v1/query", query, "X-AUTH-TOKEN", key).json().get("rows");
    return rows.isEmpty() ? 0 : rows.get(0).get(0).asInt();
  }

  private static List<String> paths(String key) {
    String exports = "/api/v1/exports/requests?format=csv&columns=path,created_at&header=false";
    String csv = new String(server.get(exports, "X-AUTH-TOKEN", key).raw().body());
    return csv.lines().map(line -> line.substring(line.indexOf(',') + 1)).sorted().toList();
  }

  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> BEGIN.plusSeconds(n) + ",GET,200," + n % 100 + ",/v1/" + n)
        .collect(Collectors.toList());
  }

  private static byte[] lines(int from, int to) {
    return (HEADER + String.join("\n", rows(from, to)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode json(String path) {
    return TestServer.JSON
        .createObjectNode()
        .put("path", path)
        .put("method", "GET")
        .put("status", 200)
        .put("response_time", 1)
        .put("created_at", BEGIN.toString());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
