package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not as they should be: what is wrong is named, and the rest arrives. */
class ImportHostileTest {
  private static final String NOW = Instant.now().minus(1, ChronoUnit.DAYS).toString();
  private static final String HEADER = "method,status,response_time,path,created_at\n";

  @TempDir static Path data;
  @TempDir Path folder;

  private static TestServer server;
  private String key;

  @BeforeAll
  static void start() {
    server = new TestServer(data.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newKey() {
    key = server.newKey();
  }

  @Test
  void csv_quotesNewlinesMarkAndLineEnds_areReadAsTheyAreMeant() throws Exception {
    ImportRun run =
        run(
            "\ufeff\"method\",status,response_time,path,created_at\r\n"
                + "GET,200,1,\"a,\"\"b\"\"\r\nc\n\",%s\r\n".formatted(NOW)
                + "\r\n\n"
                + "GET,200,1,plain,%s\r".formatted(NOW)
                + "GET,200,1,\"\",%s\n".formatted(NOW)
                + "GET,200,1,last,%s".formatted(NOW));

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(paths()).containsExactly("a,\"b\"\r\nc\n", "plain", null, "last");
  }

  @Test
  void csv_recordsThatAreNoGood_areNamedByLineFieldAndReason() throws Exception {
    String old = Instant.now().minus(3_700, ChronoUnit.DAYS).toString();
    ImportRun run =
        run(
            HEADER
                + "GET,200,1,/ok,%s\n".formatted(NOW)
                + "GET,abc,1,/number,%s\n".formatted(NOW)
                + "GET,200,1,/few\n"
                + "GET,200,1,\"over\nlines\"x,%s\n".formatted(NOW)
                + "GET,200,1,mid\"dle,%s\n".formatted(NOW)
                + "GET,200,1,/old,%s\n".formatted(old)
                + "9,200,1,/method,%s\n".formatted(NOW)
                + "GET,,1,/status,%s\n".formatted(NOW)
                + "GET,200.0,1,/decimal,%s\n".formatted(NOW)
                + "GET,200,1,/fine,%s\n".formatted(NOW));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "read 10, accepted 2, rejected 8",
            "line 3: status is not a number",
            "line 4: has 4 cells, but there are 5 columns",
            "line 5: has text behind a closing quote, and goes on to line 6",
            "line 7: has a quote in the middle of a cell",
            "line 8: created_at is more than 10 years back",
            "line 9: method is 9, which stands for no method",
            "line 10: status is missing",
            "line 11: status is not an integer");
    assertThat(paths()).containsExactly("/ok", "/fine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "method,status,response_time,created_at,staus;unknown column, \"staus\"; known are: framework",
        "status,method,created_at;does not name the column response_time or response_time_us",
        "method,status,response_time,created_at,status;names the column status twice",
        "a\tb;unknown column, \"a?b\""
      })
  void csv_columnsThatAreNoGood_areNamedBeforeAnythingIsSent(String header, String said)
      throws Exception {
    ImportRun run = run(header + "\nGET,200,1," + NOW + ",1\n");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said).contains("cannot be imported");
    assertThat(paths()).isEmpty();
  }

  @Test
  void csv_quoteThatIsNeverClosed_breaksOffAtItsLine() throws Exception {
    String good = "GET,200,1,/%d," + NOW + "\n";
    ImportRun run =
        run(HEADER + good.formatted(1) + good.formatted(2) + "GET,200,1,\"/open," + NOW + "\nx");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("begins in line 4 does not end: a quote is not closed");
  }

  @Test
  void csv_thatIsNotUtf8_isNamed() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((HEADER + "GET,200,1,/").getBytes(StandardCharsets.UTF_8));
    bytes.write(0xfc);
    bytes.writeBytes(("," + NOW + "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(run(bytes.toByteArray()).out()).contains("line 2: path is not UTF-8");
    assertThat(run((HEADER + NOW).getBytes(StandardCharsets.UTF_16LE)).exitCode()).isEqualTo(2);
    byte[] utf16 = ("\ufeff" + HEADER).getBytes(StandardCharsets.UTF_16LE);
    assertThat(run(utf16).err()).contains("UTF-16");
  }

  @Test
  void ndjson_linesThatAreNoGood_areNamed_andTheOthersArrive() throws Exception {
    String good =
        "{\"method\":\"GET\",\"status\":200,\"response_time\":1,\"created_at\":\"" + NOW + "\"";
    ImportRun run =
        run(
            good
                + ",\"path\":\"/1\",\"staus\":1,\"operation\":\"x\"}\r\n"
                + "not json\n"
                + "[1]\n"
                + "   \n"
                + good
                + ",\"path\":\"/twice\",\"path\":\"/twice\"}\n"
                + good
                + ",\"privacy_level\":3}\n"
                + good
                + ",\"service\":{}}\n"
                + good
                + "} {}\n"
                + "{\"a\":".repeat(300)
                + "1"
                + "}".repeat(300)
                + "\n"
                + "{\"path\":\""
                + "x".repeat(1_100_000)
                + "\"}\n"
                + good
                + ",\"path\":5}\n"
                + good
                + ",\"path\":\"/\\u0000\"}\n"
                + good.substring(0, 30));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("read 12, accepted 2, rejected 10", "left out: staus\n")
        .contains("line 2: is not readable as JSON: ", "line 3: is not an object")
        .contains("line 5: is not readable as JSON: Duplicate", "line 6: privacy_level is not 0, 1")
        .contains(
            "line 7: service is not text", "line 8: is not readable", "line 9: is not readable")
        .contains("line 10: is over 1000000 bytes", "line 11: path is not text", "line 13: is not");
    assertThat(paths()).containsExactly("/1", "/\ufffd");
  }

  @Test
  void rejects_overManyPosts_areAllListedInTheFile() throws Exception {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 2_500; i++) {
      csv.append("GET,%d,1,/%d,%s\n".formatted(i == 1_700 ? 200 : 99, i, NOW));
    }
    Path list = folder.resolve("rejected");

    ImportRun run = run(csv.toString(), "--rejected=" + list);

    assertThat(run.out()).contains("read 2,500, accepted 1, rejected 2,499").doesNotContain("line");
    List<String> lines = Files.readAllLines(list);
    assertThat(lines).hasSize(2_499);
    JsonNode last = TestServer.JSON.readTree(lines.get(2_498));
    assertThat(last.get("line").asInt()).isEqualTo(2_501);
    assertThat(last.get("field").asText()).isEqualTo("status");
    assertThat(last.get("reason").asText()).isEqualTo("is not within 100…599");
    assertThat(paths()).containsExactly("/1700");
    assertThat(run(csv.toString()).out().lines()).hasSize(22);
  }

  @Test
  void commands_thatAreNoGood_areOneSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("good.csv"), HEADER);
    String path = file.toString();

    assertNoGood(ImportRun.of(server.url(), key), "Name a FILE");
    assertNoGood(ImportRun.of(Map.of(), path), "--key is missing");
    assertNoGood(ImportRun.of(server.url(), "a b", path), "--key is missing, or not a key");
    assertNoGood(ImportRun.of("ftp://x", key, path), "--server is not like https://example.com");
    assertNoGood(ImportRun.of(server.url(), key, path, "--patience=x"), "--patience is not like");
    assertNoGood(ImportRun.of(server.url(), key, folder + "/none"), "no readable file");
    assertNoGood(ImportRun.of(server.url(), key, path, path, "--state=x"), "--state is for one");
    assertNoGood(ImportRun.of(server.url(), key, path, "--from=" + server.url()), "--from-key is");
    assertNoGood(
        ImportRun.of(server.url(), key, path, "--state=" + folder.resolve("no/where")),
        "cannot be written: name another one with --state");
    assertNoGood(
        ImportRun.of(server.url(), key, path, "--rejected=" + folder.resolve("no/where")),
        "(--rejected) cannot be written");
    try (Proxy other = new Proxy(server.url())) {
      other.hide("Footfall-Server");
      assertNoGood(ImportRun.of(other.url(), key, path), "is not a Footfall server");
    }
  }

  @Test
  void keyThatIsNotKnown_breaksOff_withTheServersWords() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), HEADER + "GET,200,1,/," + NOW);
    String stranger = java.util.UUID.randomUUID().toString();

    ImportRun run = ImportRun.of(server.url(), stranger, file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("answers with 401: This key is not known here");
    assertThat(run.err()).doesNotContain(stranger);
  }

  @Test
  void file_thatIsEmpty_isNoMistake() throws Exception {
    assertThat(run("").exitCode()).isZero();
    assertThat(run(HEADER).exitCode()).isZero();
    assertThat(run("[]").exitCode()).isZero();
  }

  private static void assertNoGood(ImportRun run, String said) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
    assertThat(run.err().strip().lines()).hasSize(1);
  }

  private ImportRun run(String content, String... flags) throws IOException {
    return run(content.getBytes(StandardCharsets.UTF_8), flags);
  }

  private int files;

  private ImportRun run(byte[] content, String... flags) throws IOException {
    Path file = Files.write(folder.resolve("file" + files++), content);
    String[] all = new String[flags.length + 1];
    all[0] = file.toString();
    System.arraycopy(flags, 0, all, 1, flags.length);
    return ImportRun.of(server.url(), key, all);
  }

  private List<String> paths() {
    return server
        .get("/api/v1/logs/requests?starting_after=0&limit=1000", "X-AUTH-TOKEN", key)
        .json()
        .findValues("path")
        .stream()
        .map(path -> path.isNull() ? null : path.asText())
        .toList();
  }
}
