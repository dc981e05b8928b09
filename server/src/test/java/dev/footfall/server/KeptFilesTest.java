package dev.footfall.server;

import static dev.footfall.server.QueryClient.at;
import static dev.footfall.server.QueryClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data files of this version and earlier ones; the README beside them says more. */
@Timeout(60)
class KeptFilesTest {
  private static final String KEEP = "footfall.keep";
  private static final String SUFFIX = ".duckdb.gz";
  private static final int RECORDS = 150;

  /** What was sent: what the server finds out from it may change with its rules. */
  private static final String EXPORT =
      "/api/v1/exports/requests?format=csv&columns=id,created_at,service,environment,instance,"
          + "version,status,response_time_us,request_bytes,response_bytes,weight,hostname,"
          + "ip_address,path,route,user_agent,method,error,user_id,user_group,session_id,referrer,"
          + "trace_id";

  private static final List<String> TEXTS =
      List.of(
          EXPORT,
          "/api/v1/exports/requests?format=csv&columns=id&search=status:5xx%20-path:/v1/items/1",
          "/api/data?page=1&dateFrom=2026-03-28&dateTo=2026-03-28");

  private static final List<String> QUERIES =
      List.of(
          query("\"requests\",\"users\",\"error_rate\",\"mean\"", "\"path\"", "Europe/Paris"),
          query("\"requests\",\"max\"", "\"time:1d\"", "America/New_York"),
          query("\"requests\",\"sum:request_bytes\"", "\"user_id\",\"method\"", "UTC"));

  @TempDir Path folder;

  static Stream<Path> kept() throws IOException, URISyntaxException {
    Path files = Path.of(KeptFilesTest.class.getResource("kept-files").toURI());
    return Files.list(files).filter(file -> file.toString().endsWith(SUFFIX));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void file_opens_answersAsItDid_andGoesOn(Path kept) throws Exception {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(kept))) {
      Files.copy(in, folder.resolve("footfall.duckdb"));
    }
    String answers = kept.toString().replace(SUFFIX, ".json");
    JsonNode expected = TestServer.JSON.readTree(Path.of(answers).toFile());
    String key = expected.get("key").asText();
    try (TestServer server = new TestServer(folder)) {
      assertThat(ask(server, key)).isEqualTo(expected);

      server.post("/api/requests", TestServer.requests(key, TestServer.record("/new")));
      // two ids were given to what was deleted before
      assertThat(server.log(key).get(0).get("id").asInt()).isEqualTo(RECORDS + 3);
      assertThat(server.post("/api/v1/compact", "").status()).isEqualTo(200);
      assertThat(server.log(key)).hasSize(RECORDS + 1);
    }
  }

  /** Writes a file of the present schema, and what is answered from it. */
  @Test
  @EnabledIfSystemProperty(named = KEEP, matches = ".+")
  void keep() throws Exception {
    ObjectNode answers;
    try (TestServer server = new TestServer(folder)) {
      String key = fill(server);
      answers = ask(server, key);
      assertThat(server.post("/api/v1/compact", "").status()).isEqualTo(200);
    }
    Path file = folder.resolve("footfall.duckdb");
    String name = Path.of(System.getProperty(KEEP)).resolve(version(file)).toString();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(name + SUFFIX)))) {
      Files.copy(file, out);
    }
    TestServer.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(name + ".json").toFile(), answers);
  }

  private static String version(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      row.next();
      return "V%03d".formatted(row.getInt(1));
    }
  }

  private static String fill(TestServer server) {
    String gone = server.newKey();
    server.post(
        "/api/requests",
        TestServer.requests(gone, TestServer.record("/gone"), TestServer.record("/gone")));
    assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", gone).status())
        .isEqualTo(200);
    String key = server.newKey();
    String[] records =
        IntStream.range(0, RECORDS).mapToObj(KeptFilesTest::record).toArray(String[]::new);
    String post = TestServer.requests(key, records);
    String batch =
        ",\"service\":\"shop\",\"environment\":\"prod\",\"instance\":\"a\",\"version\":\"1.2\","
            + "\"dropped\":{\"QUEUE_FULL\":3}}";
    accept(server, "/api/requests", post.substring(0, post.length() - 1) + batch);
    accept(
        server,
        "/api/events",
        "{\"api_key\":\""
            + key
            + "\",\"events\":[{\"name\":\"paid\",\"created_at\":"
            + "\"2026-03-28T12:00:00Z\",\"value\":12.5,\"currency\":\"EUR\",\"user_id\":\"ada\","
            + "\"inputs\":{\"size\":3}}]}");
    accept(
        server,
        "/api/routes",
        "{\"api_key\":\"" + key + "\",\"service\":\"shop\",\"routes\":[\"GET /v1/items/{id}\"]}");
    return key;
  }

  private static void accept(TestServer server, String path, String body) {
    Answer answer = server.post(path, body);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
  }

  /** Over five days, in which clocks change in Paris. */
  private static String record(int i) {
    boolean fails = i % 11 == 0;
    String hour = "%02d:%02d:%02d".formatted(i % 24, i % 60, (i * 7) % 60);
    return at(
        "2026-03-%02dT%s.%06dZ".formatted(26 + i % 5, hour, i),
        "path",
        text("/v1/items/" + i % 9),
        "route",
        i % 4 == 0 ? null : text("/v1/items/{id}"),
        "method",
        text(i % 3 == 0 ? "POST" : "GET"),
        "status",
        fails ? "503" : "200",
        "error",
        fails ? text("java.io.IOException") : "null",
        "user_id",
        i % 5 == 0 ? null : text("user-é-" + i % 6),
        "user_group",
        text("g" + i % 2),
        "session_id",
        text("s" + i % 20),
        "referrer",
        text("https://example.com/?a=\\\"b\\\",c"),
        "trace_id",
        text("t" + i),
        "response_time_us",
        Integer.toString(1_000 + i * i),
        "request_bytes",
        i % 7 == 0 ? "null" : Integer.toString(i),
        "response_bytes",
        "1000000000000",
        "weight",
        i % 10 == 0 ? "2.5" : "1",
        "user_agent",
        text("acme-sync/" + i % 3),
        "ip_address",
        text("192.0.2." + i % 8));
  }

  private static String query(String metrics, String dimensions, String zone) {
    return "{\"from\":\"2026-03-26\",\"to\":\"2026-04-02\",\"zone\":\""
        + zone
        + "\",\"metrics\":["
        + metrics
        + "],\"dimensions\":["
        + dimensions
        + "],\"limit\":1000}";
  }

  private static ObjectNode ask(TestServer server, String key) {
    ObjectNode answers = TestServer.JSON.createObjectNode().put("key", key);
    for (String path : TEXTS) {
      Answer answer = server.get(path, "X-AUTH-TOKEN", key);
      answers.put(path, new String(answer.raw().body(), StandardCharsets.UTF_8));
    }
    for (String query : QUERIES) {
      answers.set(
          query, server.post("/api/v1/query", query, "X-AUTH-TOKEN", key).json().get("rows"));
    }
    JsonNode event = server.get("/api/v1/logs/events", "X-AUTH-TOKEN", key).json().at("/data/0");
    for (String field :
        List.of("id", "name", "created_at", "value", "currency", "user_id", "inputs")) {
      answers.set("event " + field, event.get(field));
    }
    return answers;
  }
}
