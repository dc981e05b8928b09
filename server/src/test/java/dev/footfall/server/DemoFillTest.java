package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.demo.Demo;
import dev.footfall.server.demo.GeneratedYear;
import dev.footfall.server.demo.Stories.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demo's year gets into its project, also when the server is killed meanwhile. */
class DemoFillTest {
  private static final int RECORDS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void secondStart_goesOn_andStoresNothingTwice() throws Exception {
    String key;
    long stored;
    Instant end;
    try (TestServer server = start()) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      key = server.demo().key();
      end = server.demo().stories().end();
      stored = requests(server, key, year(end));
    }

    try (TestServer again = start()) {
      assertThat(again.demo().awaitWhole(PATIENCE)).isTrue();
      assertThat(again.demo().key()).isEqualTo(key);
      assertThat(again.demo().stories().end()).isEqualTo(end);
      assertThat(requests(again, key, year(end))).isEqualTo(stored);
    }
  }

  @Test
  void kill_whileItIsFilled_losesAndDoublesNothing() throws Exception {
    Path data = folder.resolve("data");
    String last = "";
    for (int round = 0; round < 3; round++) {
      Path out = folder.resolve("out" + round);
      try (ServerProcess server = ServerProcess.startWith(data, out, "--demo", "--retention=40d")) {
        last = awaitOther(data, last);
        // anywhere between none and all of what is being stored
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(400_000_000));
        server.kill();
      }
    }
    try (TestServer server = new TestServer(data, options -> options.demo(true).retention("40d"))) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      String key = server.demo().key();
      Instant end = server.demo().stories().end();
      // What is older may be deleted already.
      Span span = new Span(end.minus(Duration.ofDays(39)), end);

      assertThat(requests(server, key, span))
          .isEqualTo(GeneratedYear.requests(end, Demo.RECORDS, span));
    }
  }

  @Test
  void project_thatWasDeleted_isMadeAnew() throws Exception {
    String key;
    try (TestServer server = start()) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      key = server.demo().key();
      assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", key).status())
          .isEqualTo(200);
    }

    try (TestServer again = start()) {
      assertThat(again.demo().awaitWhole(PATIENCE)).isTrue();
      assertThat(again.demo().key()).isNotEqualTo(key);
      assertThat(requests(again, again.demo().key(), year(again.demo().stories().end())))
          .isPositive();
    }
  }

  @Test
  void retention_keepsOlderRecordsFromBeingMade() throws Exception {
    try (TestServer server =
        new TestServer(
            folder.resolve("data"),
            options -> options.demo(true).demoRecords(RECORDS).retention("30d"))) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      Instant end = server.demo().stories().end();
      QueryClient client = new QueryClient(server, server.demo().key());

      JsonNode first = client.ask("\"metrics\":[\"first_seen\"]").get("rows").get(0).get(0);
      assertThat(Instant.parse(first.asText()))
          .isBetween(end.minus(Duration.ofDays(30)), end.minus(Duration.ofDays(28)));
    }
  }

  @Test
  void otherProjects_haveNothingOfIt() throws Exception {
    try (TestServer server = start()) {
      String key = server.newKey();
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();

      assertThat(server.log(key)).isEmpty();
      JsonNode rows = new QueryClient(server, key).ask("\"metrics\":[\"requests\"]").get("rows");
      assertThat(rows.get(0).get(0).asLong()).isZero();
    }
  }

  @Test
  void visitor_withoutAKey_readsAndChangesNothing() throws Exception {
    try (TestServer server = start()) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      TestServer.Answer signedIn = server.post("/api/v1/session", "{\"demo\":true}");
      assertThat(signedIn.json().get("demo").asBoolean()).isTrue();
      assertThat(signedIn.json().get("scope").asText()).isEqualTo("read");
      String[] visitor = {
        "Cookie", signedIn.header("Set-Cookie").split(";")[0], "Sec-Fetch-Site", "same-origin"
      };

      String query = "{\"metrics\":[\"requests\"]}";
      JsonNode rows = server.post("/api/v1/query", query, visitor).json().get("rows");
      assertThat(rows.get(0).get(0).asInt()).isGreaterThan(RECORDS / 2);
      assertThat(server.post("/api/v1/keys", "{\"name\":\"mine\"}", visitor).status())
          .isEqualTo(403);
      assertThat(server.send("DELETE", "/api/account", null, visitor).status()).isEqualTo(403);
      assertThat(server.get("/api/v1/logs/audit", visitor).status()).isEqualTo(403);
    }
  }

  @Test
  void withoutTheOption_thereIsNone() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      assertThat(server.demo()).isNull();
      assertThat(server.post("/api/v1/session", "{\"demo\":true}").status()).isEqualTo(400);
    }
    assertThat(folder.resolve("data").resolve("demo.json")).doesNotExist();
  }

  @Test
  void file_withTheKey_isForItsOwnerOnly() throws Exception {
    start().close();
    Path file = folder.resolve("data").resolve("demo.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private TestServer start() {
    return new TestServer(
        folder.resolve("data"), options -> options.demo(true).demoRecords(RECORDS));
  }

  private static Span year(Instant end) {
    return new Span(end.minus(Duration.ofDays(365)), end);
  }

  private static long requests(TestServer server, String key, Span span) {
    String members =
        "\"metrics\":[\"requests\"],\"from\":\"%s\",\"to\":\"%s\""
            .formatted(span.from(), span.to());
    JsonNode rows = new QueryClient(server, key).ask(members).get("rows");
    return rows.get(0).get(0).asLong();
  }

  /** What it notes when it goes on to the next days. */
  private static String awaitOther(Path data, String last) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String noted = last;
    while (noted.equals(last)) {
      assertThat(System.nanoTime()).as("nothing is filled").isLessThan(deadline);
      Path file = data.resolve("demo.json");
      if (Files.exists(file)) {
        JsonNode json = TestServer.JSON.readTree(file.toFile());
        noted =
            json.get("filled_from").equals(json.get("end"))
                ? last
                : json.get("filled_from").asText();
      }
    }
    return noted;
  }
}
