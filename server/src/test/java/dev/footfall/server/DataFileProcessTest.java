package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.store.DuckStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real main class, killed while its data file is copied, or with a disk that takes little. */
@Timeout(240)
class DataFileProcessTest {
  private static final int ROUNDS = 4;
  private static final int POST_RECORDS = 20_000;
  private static final int OLD_RECORDS = 100_000;
  private static final String ADMIN_TOKEN = "a-long-admin-token";
  private static final String[] ADMIN = {"env", "FOOTFALL_SERVER_ADMIN_TOKEN=" + ADMIN_TOKEN};

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random();

  @ParameterizedTest
  @CsvSource({"POST, /api/v1/compact, 1500", "GET, /api/v1/backup, 1000"})
  void kill_whileTheFileIsCopied_losesNothing_andLeavesNothing(
      String method, String path, int withinMillis) throws Exception {
    Path data = folder.resolve("data");
    String key = null;
    int stored = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = ServerProcess.start(data, folder.resolve("out" + round), ADMIN)) {
        key = key == null ? newKey(server) : key;
        assertThat(count(server, key)).isEqualTo(stored);
        assertThat(names(data.resolve("exports"))).isEmpty();
        assertThat(post(server, key, POST_RECORDS)).isEqualTo(201);
        stored += POST_RECORDS;
        CompletableFuture<HttpResponse<Void>> copying =
            client.sendAsync(
                request(server, path)
                    .header("X-AUTH-TOKEN", ADMIN_TOKEN)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build(),
                BodyHandlers.discarding());
        long end = System.nanoTime() + Duration.ofMillis(random.nextInt(withinMillis)).toNanos();
        while (System.nanoTime() < end) {
          assertThat(post(server, key, 10)).isEqualTo(201);
          stored += 10;
        }
        server.kill();
        copying.cancel(true);
      }
    }
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"))) {
      assertThat(count(server, key)).isEqualTo(stored);
      assertThat(names(data.resolve("exports"))).isEmpty();
      assertThat(send(server, "POST", "/api/v1/compact", key).statusCode()).isEqualTo(200);
      assertThat(count(server, key)).isEqualTo(stored);
    }
  }

  @Test
  void kill_whileTheSchemaIsBroughtUp_losesNothing() throws Exception {
    Path old = folder.resolve("old");
    makeFileOfTheFirstSchema(old);
    for (int round = 0; round < ROUNDS; round++) {
      Path data = Files.createDirectory(folder.resolve("data" + round));
      Path file = Files.copy(old, data.resolve("footfall.duckdb"));
      Path out = folder.resolve("out" + round);
      String[] flags = {"--port", "0", "--data", data.toString()};
      try (ServerProcess server = ServerProcess.run(out, new String[0], flags)) {
        // The first thing that is written into the log is the new schema.
        while (round > 0 && !Files.exists(data.resolve("footfall.duckdb.wal"))) {
          assertThat(server.output()).doesNotContain("listens");
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
        server.kill();
      }
      try (DuckStore store = DuckStore.open(file, "256MB")) {
        assertThat(store.newestRequestId()).isEqualTo(OLD_RECORDS);
        assertThat(store.outdated().records()).isNotEmpty();
      }
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT count(DISTINCT path), count(client) FROM requests")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(OLD_RECORDS);
      }
    }
  }

  private static void makeFileOfTheFirstSchema(Path file) throws Exception {
    try (InputStream schema = Main.class.getResourceAsStream("store/V001__first_schema.sql");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)");
      statement.execute("INSERT INTO schema_version VALUES (1)");
      statement.execute("INSERT INTO projects VALUES (1, now())");
      statement.execute(
          """
          INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
            status, response_time_us, weight, flags, path, method, user_agent)
          SELECT i, 1, 1, now(), now(), 0, 200, 1, 1, 0, '/v1/' || hash(i), 'GET', 'curl/8.0.1'
          FROM range(1, %d + 1) r(i)
          """
              .formatted(OLD_RECORDS));
    }
  }

  @Test
  void disk_thatFillsUp_isA503_leavesNoFile_andHarmsNothing() throws Exception {
    Path data = folder.resolve("data");
    Path exports = Files.createDirectories(data.resolve("exports"));
    String[] small = mount("mount -t tmpfs -o size=600k tmpfs " + exports);
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"), small)) {
      String key = newKey(server);
      assertThat(post(server, key, POST_RECORDS)).isEqualTo(201);
      for (String call : List.of("POST /api/v1/compact", "GET /api/v1/backup")) {
        HttpResponse<String> answer =
            send(server, call.split(" ")[0], call.split(" ")[1], ADMIN_TOKEN);
        assertThat(answer.statusCode()).as(call).isEqualTo(503);
        assertThat(answer.body()).contains("disk became full");
        assertThat(server.files(exports)).isEmpty();
        assertThat(post(server, key, 10)).isEqualTo(201);
      }
      assertThat(count(server, key)).isEqualTo(POST_RECORDS + 20);
    }
  }

  @Test
  void disk_withoutRoomForACopy_isA503ThatSaysHowMuch() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    String[] small = mount("mount -t tmpfs -o size=64m tmpfs " + data);
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"), small)) {
      String key = newKey(server);
      assertThat(post(server, key, POST_RECORDS)).isEqualTo(201);
      for (String call : List.of("POST /api/v1/compact", "GET /api/v1/backup")) {
        HttpResponse<String> answer =
            send(server, call.split(" ")[0], call.split(" ")[1], ADMIN_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).containsPattern("no room for a copy.*MB are free.*needed");
      }
      assertThat(count(server, key)).isEqualTo(POST_RECORDS);
    }
  }

  @Test
  void folder_thatIsReadOnly_isOneSentenceAndCode1() throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("first"))) {
      assertThat(post(server, newKey(server), 10)).isEqualTo(201);
    }
    List<String> before = names(data);
    String[] readOnly =
        mount("mount --bind " + data + " " + data + " && mount -o remount,bind,ro " + data);
    String[] flags = {"--port", "0", "--data", data.toString()};
    try (ServerProcess server = ServerProcess.run(folder.resolve("out"), readOnly, flags)) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output()).contains(data.toString(), "cannot be written");
      assertThat(server.output().strip().lines()).hasSize(1);
    }
    assertThat(names(data)).isEqualTo(before);
  }

  /** What to start a process with, so that it sees this mounted; whoever cannot, skips the test. */
  private String[] mount(String command) throws Exception {
    boolean can = false;
    try {
      Path any = Files.createDirectories(folder.resolve("mount"));
      can =
          new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", any.toString())
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      assertThat(System.getenv("CI")).isNull();
    }
    assertThat(can || System.getenv("CI") == null).isTrue();
    assumeTrue(can, "nothing can be mounted here");
    String then = command + " && exec \"$@\"";
    return new String[] {"unshare", "-rm", "sh", "-c", then, "sh", ADMIN[0], ADMIN[1]};
  }

  private String newKey(ServerProcess server) throws Exception {
    return send(server, "POST", "/api/generate", "").body().replace("\"", "");
  }

  private int post(ServerProcess server, String key, int records) throws Exception {
    String body =
        IntStream.range(0, records)
            .mapToObj(
                i ->
                    "{\"path\":\"/"
                        + Long.toString(random.nextLong(), 36)
                        + Long.toString(random.nextLong(), 36)
                        + "\",\"user_agent\":\"curl/8.0.1\",\"method\":\"GET\",\"status\":200,"
                        + "\"response_time\":1,\"created_at\":\"2026-11-01T00:00:00Z\"}")
            .collect(Collectors.joining(",", "{\"api_key\":\"" + key + "\",\"requests\":[", "]}"));
    return client
        .send(
            request(server, "/api/requests")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private int count(ServerProcess server, String key) throws Exception {
    String query = "{\"metrics\":[\"requests\"],\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}";
    HttpResponse<byte[]> answer =
        client.send(
            request(server, "/api/v1/query")
                .header("X-AUTH-TOKEN", key)
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build(),
            BodyHandlers.ofByteArray());
    JsonNode json = TestServer.JSON.readTree(answer.body());
    assertThat(answer.statusCode()).as(json.toString()).isEqualTo(200);
    return json.at("/rows/0/0").asInt();
  }

  private HttpResponse<String> send(ServerProcess server, String method, String path, String key)
      throws Exception {
    HttpRequest.Builder request =
        request(server, path).method(method, HttpRequest.BodyPublishers.noBody());
    return client.send(
        key.isEmpty() ? request.build() : request.header("X-AUTH-TOKEN", key).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(ServerProcess server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
