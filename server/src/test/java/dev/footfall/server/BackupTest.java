package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(120)
class BackupTest {
  private static final String TOKEN = "a-long-admin-token";
  private static final int POSTERS = 3;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void backup_whilePostsGoOn_answersLikeTheOriginalUpToItsLastId() throws Exception {
    Path file = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    List<String> keys = new ArrayList<>();
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      for (int i = 0; i < POSTERS; i++) {
        keys.add(server.newKey());
      }
      AtomicBoolean done = new AtomicBoolean();
      List<Thread> posters =
          keys.stream().map(key -> new Thread(() -> postUntil(server, key, done))).toList();
      posters.forEach(Thread::start);
      while (server.log(keys.get(0)).size() < 1_000) {
        Thread.onSpinWait();
      }
      assertThat(execute("backup", "--data=" + folder.resolve("data"), "--to=" + file)).isZero();
      done.set(true);
      for (Thread poster : posters) {
        poster.join();
      }
      assertThat(execute("restore", "--from=" + file, "--data=" + restored)).isZero();

      try (TestServer copy = new TestServer(restored)) {
        for (String key : keys) {
          List<JsonNode> kept = log(copy, key);
          long last = kept.get(kept.size() - 1).get("id").asLong();
          List<JsonNode> all = log(server, key);
          assertThat(all).hasSizeGreaterThan(kept.size());
          assertThat(kept)
              .isEqualTo(all.stream().filter(row -> row.get("id").asLong() <= last).toList());
          String upTo = kept.get(kept.size() - 1).get("created_at").asText();
          for (String group : List.of("path", "status", "user_id", "client")) {
            String query =
                "{\"dimensions\":[\""
                    + group
                    + "\"],\"metrics\":[\"requests\",\"users\"],"
                    + "\"from\":\"2020-01-01\",\"to\":\""
                    + upTo
                    + "\",\"zone\":\"UTC\"}";
            assertThat(rows(copy, key, query)).isEqualTo(rows(server, key, query));
          }
        }
      }
    }
  }

  @Test
  void restore_isForItsOwnerOnly_andGoesOnWithKeysIdsAndTheLedger() throws Exception {
    Path file = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    String id = UUID.randomUUID().toString();
    String key;
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      key = server.newKey();
      post(server, key, "/a", "Idempotency-Key", id);
      assertThat(execute("backup", "--data=" + folder.resolve("data"), "--to=" + file)).isZero();
      try (Stream<Path> left = Files.list(folder.resolve("data/exports"))) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(execute("restore", "--from=" + file, "--data=" + restored)).isZero();
    assertThat(out.toString()).contains("1 requests");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(restored)).isEqualTo("rwx------");
    assertThat(permissions(restored.resolve("footfall.duckdb"))).isEqualTo("rw-------");
    assertThat(names(restored)).containsExactly("footfall.duckdb", "footfall.lock");
    try (TestServer server = new TestServer(restored)) {
      post(server, key, "/a", "Idempotency-Key", id);
      post(server, key, "/b");
      assertThat(server.log(key).findValuesAsText("id")).containsExactly("2", "1");
    }
  }

  @Test
  void backup_needsTheAdminToken_alsoOnTheMachineItself() throws Exception {
    Path file = folder.resolve("backup");
    try (TestServer server =
        new TestServer(folder.resolve("data"), options -> options.adminToken(TOKEN))) {
      assertThat(server.get("/api/v1/backup").status()).isEqualTo(401);
      assertThat(server.get("/api/v1/backup", "X-AUTH-TOKEN", server.newKey()).status())
          .isEqualTo(403);
      String url = "--server=" + server.url();
      assertThat(execute("backup", url, "--to=" + file)).isEqualTo(1);
      assertThat(err.toString()).contains("401", "--admin-token");
      assertThat(execute("backup", url, "--admin-token=" + TOKEN, "--to=" + file)).isZero();
      String[] known = {"X-Forwarded-For", "1.2.3.4", "Authorization", "Bearer " + TOKEN};
      Answer answer = server.get("/api/v1/backup", known);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Footfall-Last-Id")).isEqualTo("0");
      assertThat(answer.header("Content-Length")).isEqualTo("" + answer.raw().body().length);
    }
  }

  @Test
  void accessOfTheOwner_isForTheOwnerOnly_ofThisRun_andGoneWithTheServer() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path access = Files.writeString(data.resolve("footfall.access"), "left by a kill");
    Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
    String former;
    try (TestServer server = new TestServer(data)) {
      assertThat(permissions(access)).isEqualTo("rw-------");
      List<String> lines = Files.readAllLines(access);
      assertThat(lines.get(0)).isEqualTo(server.url());
      former = lines.get(1);
      String[] shown = {"Authorization", "Bearer " + former};
      assertThat(server.get("/api/v1/backup", shown).status()).isEqualTo(200);
    }
    assertThat(access).doesNotExist();
    try (TestServer server = new TestServer(data)) {
      String[] shown = {"Authorization", "Bearer " + former};
      assertThat(server.get("/api/v1/backup", shown).status()).isEqualTo(403);
      Files.writeString(access, "half");
      assertThat(execute("backup", "--data=" + data, "--to=" + folder.resolve("b"))).isEqualTo(1);
      assertThat(err.toString()).contains("is not whole");
    }
    assertThat(execute("backup", "--data=" + data, "--to=" + folder.resolve("b"))).isEqualTo(1);
    assertThat(err.toString()).contains("no server runs on the data folder " + data);
  }

  @Test
  void backup_isNotWrittenOverAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("backup"), "something else");
    assertThat(execute("backup", "--server=http://localhost:1", "--to=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("stays as it is");
    assertThat(file).hasContent("something else");
  }

  @Test
  void backup_whoseServerCannotBeReached_leavesNothing() throws Exception {
    Path file = folder.resolve("backup");
    assertThat(execute("backup", "--server=http://localhost:1", "--to=" + file)).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(names(folder)).isEmpty();
    assertThat(execute("backup", "--server=footfall", "--to=" + file)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "short", "refused"})
  void backup_thatDoesNotArriveWhole_leavesNothing(String fault) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Repr-Digest", "sha-256=:YQ==:");
          if (fault.equals("refused")) {
            byte[] said = "{\"message\":\"Not today.\"}".getBytes();
            exchange.sendResponseHeaders(409, said.length);
            exchange.getResponseBody().write(said);
          } else {
            exchange.sendResponseHeaders(200, fault.equals("short") ? 10 : 4);
            exchange.getResponseBody().write("data".getBytes());
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "--server=http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(execute("backup", url, "--to=" + folder.resolve("backup"))).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString())
        .contains(fault.equals("refused") ? "Not today." : fault.equals("short") ? "" : "not what");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void restore_refusesAFolderWithData_andOneInUse() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("backup");
    try (TestServer server = new TestServer(data)) {
      server.newKey();
      assertThat(execute("backup", "--data=" + data, "--to=" + file)).isZero();
      assertThat(execute("restore", "--from=" + file, "--data=" + data)).isEqualTo(1);
      assertThat(err.toString()).contains("is used by another server");
    }
    byte[] before = Files.readAllBytes(data.resolve("footfall.duckdb"));
    assertThat(execute("restore", "--from=" + file, "--data=" + data)).isEqualTo(1);
    assertThat(err.toString()).contains("has data already");
    assertThat(data.resolve("footfall.duckdb")).hasBinaryContent(before);

    Path onlyALog = Files.createDirectory(folder.resolve("log"));
    Files.writeString(onlyALog.resolve("footfall.duckdb.wal"), "a log");
    assertThat(execute("restore", "--from=" + file, "--data=" + onlyALog)).isEqualTo(1);
  }

  @Test
  void restore_refusesWhatIsNoWholeBackup_andLeavesNothing() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("backup");
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 0; i < 10; i++) {
        server.post("/api/requests", requests(key, many()));
      }
      assertThat(execute("backup", "--data=" + folder.resolve("data"), "--to=" + file)).isZero();
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] changed = whole.clone();
    for (int i = whole.length / 2; i < whole.length / 2 + 5_000; i++) {
      changed[i] ^= 1;
    }
    assertNotRestored(changed);
    assertNotRestored(java.util.Arrays.copyOf(whole, whole.length - 1));
    assertNotRestored("no backup".repeat(10_000).getBytes());
    assertNotRestored(new byte[0]);

    Files.write(file, whole);
    Files.writeString(folder.resolve("backup.wal"), "a log");
    assertThat(execute("restore", "--from=" + file, "--data=" + folder.resolve("new")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("backup.wal");
    assertThat(execute("restore", "--from=" + data, "--data=" + folder.resolve("new")))
        .isEqualTo(2);
  }

  private void assertNotRestored(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("torn"), bytes);
    Path restored = folder.resolve("restored");
    err.getBuffer().setLength(0);
    assertThat(execute("restore", "--from=" + file, "--data=" + restored)).isEqualTo(1);
    assertThat(err.toString()).contains(file.toString(), "not a whole data file");
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(names(restored)).containsExactly("footfall.lock");
    assertThat(file).hasBinaryContent(bytes);
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Main.commandLine(Map.of());
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private static String[] many() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> record("/" + UUID.randomUUID()))
        .toArray(String[]::new);
  }

  private static void post(TestServer server, String key, String path, String... headers) {
    assertThat(server.post("/api/requests", requests(key, record(path)), headers).status())
        .isEqualTo(201);
  }

  private static void postUntil(TestServer server, String key, AtomicBoolean done) {
    int count = 0;
    while (!done.get() || count == 0) {
      String[] records =
          IntStream.range(0, 100).mapToObj(i -> record("/" + i % 7)).toArray(String[]::new);
      assertThat(server.post("/api/requests", requests(key, records)).status()).isEqualTo(201);
      count++;
    }
  }

  /** All records, oldest first. */
  private static List<JsonNode> log(TestServer server, String key) {
    List<JsonNode> rows = new ArrayList<>();
    long last = 0;
    boolean more = true;
    while (more) {
      JsonNode page =
          server
              .get("/api/v1/logs/requests?limit=1000&starting_after=" + last, "X-AUTH-TOKEN", key)
              .json();
      page.get("data").forEach(rows::add);
      last = rows.get(rows.size() - 1).get("id").asLong();
      more = page.get("has_more").asBoolean();
    }
    return rows;
  }

  private static JsonNode rows(TestServer server, String key, String query) {
    Answer answer = server.post("/api/v1/query", query, "X-AUTH-TOKEN", key);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    JsonNode rows = answer.json().get("rows");
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
