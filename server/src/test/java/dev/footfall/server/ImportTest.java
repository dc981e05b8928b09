package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves a server comes into another as it was. */
class ImportTest {
  private static final Instant BEGIN = Instant.now().minus(30, ChronoUnit.DAYS);

  @TempDir static Path data;
  @TempDir Path folder;

  private static TestServer server;
  private static String full;

  @BeforeAll
  static void start() {
    server = new TestServer(data.resolve("data"));
    full = server.newKey();
    post(full, "", record("/plain", "", 0));
    post(
        full,
        "\"framework\":\"Javalin\",\"service\":\"shop\",\"environment\":\"prod\",\"instance\":\"i-1\","
            + "\"version\":\"1.2\",\"privacy_level\":2,",
        record("/=cmd()", "\"user_id\":\"'=1+1\",\"user_agent\":\"\\\"q\\\",\\r\\nnext \",", 1),
        record(
            "/v1/items/5",
            "\"route\":\"/v1/items/{id}\",\"response_time_us\":1234567,\"request_bytes\":0,"
                + "\"response_bytes\":9007199254740991,\"weight\":2.5,\"error\":\"a.B\","
                + "\"user_group\":\"-g\",\"session_id\":\"@s\",\"referrer\":\"\\ttab\","
                + "\"trace_id\":\"t\",",
            2));
    post(full, "\"service\":\"+pay\",\"instance\":\"'\",", record("/ü/日本/💥", "", 3));
    post(full, "\"service\":\"shop\",", record("/purge", "\"method\":\"PURGE\",", 4));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void export_imported_isTheSameButForIdsAndArrival(String format) throws Exception {
    Path file = Files.write(folder.resolve("all." + format), export(full, format));
    String copy = server.newKey();

    ImportRun run = ImportRun.of(server.url(), copy, file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("read 5, accepted 5, rejected 0").doesNotContain(copy);
    assertThat(comparable(copy)).containsExactlyInAnyOrderElementsOf(comparable(full)).hasSize(5);
  }

  @Test
  void export_thatIsCompressed_isImported() throws Exception {
    Path file = folder.resolve("all.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(export(full, "csv"));
    }
    String copy = server.newKey();

    assertThat(ImportRun.of(server.url(), copy, file.toString()).exitCode()).isZero();
    assertThat(comparable(copy)).hasSameElementsAs(comparable(full));
  }

  @Test
  void otherFootfallServer_givesAllFields_overManyPages_andLaterWhatIsNew() {
    String many = server.newKey();
    postMany(many, 12_000);
    String copy = server.newKey();
    String[] flags = fromFlags(server.url(), many);

    ImportRun run = ImportRun.of(server.url(), copy, flags);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(comparable(copy)).isEqualTo(comparable(many)).hasSize(12_000);

    post(many, "\"service\":\"new\",", record("/new", "", 5));
    ImportRun later = ImportRun.of(server.url(), copy, flags);
    assertThat(later.out()).contains("read 12,001, accepted 12,001");
    assertThat(comparable(copy)).isEqualTo(comparable(many)).hasSize(12_001);
  }

  @Test
  void project_importedIntoItself_ends() {
    String own = server.newKey();
    postMany(own, 30);

    ImportRun run = ImportRun.of(server.url(), own, fromFlags(server.url(), own));

    assertThat(run.out()).contains("read 30, accepted 30");
  }

  @Test
  void hostedService_givesItsPages() throws Exception {
    String many = server.newKey();
    postMany(many, 50_003);
    String copy = server.newKey();
    try (Proxy hosted = new Proxy(server.url())) {
      hosted.hide("Footfall-Server");
      String[] flags = fromFlags(hosted.url(), many);

      ImportRun run = ImportRun.of(server.url(), copy, flags);

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("read 50,003, accepted 50,003");
      assertThat(data(copy)).isEqualTo(data(many)).hasSize(50_003);

      post(many, "", record("/newest", "", 60_000));
      assertThat(ImportRun.of(server.url(), copy, flags).out()).contains("accepted 50,004");
      assertThat(data(copy)).isEqualTo(data(many)).hasSize(50_004);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/data", "/api/data?compact=true"})
  void answerOfTheHostedService_inAFile_isImported_butForMethodsThatItCannotName(String path)
      throws Exception {
    byte[] answer = server.get(path, "X-AUTH-TOKEN", full).raw().body();
    Path file = Files.write(folder.resolve("data.json"), answer);
    String copy = server.newKey();

    ImportRun run = ImportRun.of(server.url(), copy, file.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("read 5, accepted 4, rejected 1", "record 5: method is -1, which stands for no");
    assertThat(data(copy)).isEqualTo(data(full).subList(0, 4));
  }

  @Test
  void csvWithTheHostedServicesNames_isImported_asItIs() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("hosted.csv"),
            "hostname,ip_address,path,user_agent,method,status,response_time,location,user_id,"
                + "created_at\n"
                + "api.example.com,8.8.8.8,/a,curl/8,3,404,12,GB,'=ada,"
                + BEGIN
                + "\n\napi.example.com,,/b,,GET,200,0,,,"
                + BEGIN.plusSeconds(1));
    String copy = server.newKey();

    ImportRun run = ImportRun.of(server.url(), copy, file.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    JsonNode log = server.log(copy);
    assertThat(log).hasSize(2);
    assertThat(log.get(1).get("method").asText()).isEqualTo("PATCH");
    assertThat(log.get(1).get("user_id").asText()).isEqualTo("'=ada");
    assertThat(log.get(1).get("location").asText()).isEqualTo("US");
    assertThat(log.get(0).get("user_id").isNull()).isTrue();
  }

  @Test
  void events_areImported() throws Exception {
    String key = server.newKey();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 1_005; i++) {
      events.add(
          "{\"name\":\"sale\",\"value\":1.50,\"currency\":\"EUR\",\"duration_us\":7,\"properties\":"
              + "{\"n\":"
              + i
              + ",\"deep\":{\"x\":[1.0,1e400]}},\"created_at\":\""
              + BEGIN
              + "\"}");
    }
    String body = "{\"api_key\":\"" + key + "\",\"service\":\"s\",\"events\":" + events + "}";
    assertThat(server.post("/api/events", body).status()).isEqualTo(201);
    String copy = server.newKey();

    String[] flags = fromFlags(server.url(), key);
    ImportRun run =
        ImportRun.of(server.url(), copy, flags[0], flags[1], flags[2], flags[3], "--events");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(events(copy)).isEqualTo(events(key)).hasSize(1_000);
    assertThat(run.out()).contains("accepted 1,005");
  }

  private String[] fromFlags(String url, String key) {
    String state = folder.resolve("state" + key).toString();
    return new String[] {"--from=" + url, "--from-key=" + key, "--state=" + state, "--patience=2s"};
  }

  private static List<JsonNode> events(String key) {
    List<JsonNode> events = new ArrayList<>();
    server
        .get("/api/v1/logs/events?limit=1000&starting_after=0", "X-AUTH-TOKEN", key)
        .json()
        .get("data")
        .forEach(event -> events.add(((ObjectNode) event).without(List.of("id", "received_at"))));
    return events;
  }

  private static List<String> comparable(String key) {
    List<String> records = new ArrayList<>();
    new String(export(key, "ndjson"), StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line ->
                records.add(line.replaceFirst("\"id\":[0-9]+,", "").replaceFirst(RECEIVED, "")));
    return records;
  }

  private static final String RECEIVED = "\"received_at\":\"[^\"]*\",";

  private static byte[] export(String key, String format) {
    return server
        .get("/api/v1/exports/requests?format=" + format, "X-AUTH-TOKEN", key)
        .raw()
        .body();
  }

  private static List<JsonNode> data(String key) {
    List<JsonNode> rows = new ArrayList<>();
    for (int page = 1; page == 1 || rows.size() % 50_000 == 0; page++) {
      server.get("/api/data?page=" + page, "X-AUTH-TOKEN", key).json().forEach(rows::add);
    }
    return rows;
  }

  private static void postMany(String key, int count) {
    for (int from = 0; from < count; from += 20_000) {
      List<String> records = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + 20_000); i++) {
        records.add(record("/r/" + i, "", i));
      }
      post(key, "\"service\":\"many\",", records.toArray(String[]::new));
    }
  }

  private static String record(String path, String fields, int second) {
    String method = fields.contains("\"method\"") ? "" : "\"method\":\"GET\",";
    return "{\"hostname\":\"api.example.com\",\"ip_address\":\"8.8.8.8\",\"path\":\""
        + path
        + "\","
        + fields
        + method
        + "\"status\":200,\"response_time\":12,\"created_at\":\""
        + BEGIN.plusSeconds(second)
        + "\"}";
  }

  private static void post(String key, String head, String... records) {
    String body =
        "{\"api_key\":\""
            + key
            + "\","
            + head
            + "\"requests\":["
            + String.join(",", records)
            + "]}";
    TestServer.Answer answer = server.post("/api/requests", body);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(records.length);
  }
}
