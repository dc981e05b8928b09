package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.demo.Demo;
import dev.footfall.server.demo.GeneratedYear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
      stored = requests(server, key, end);
    }

    try (TestServer again = start()) {
      assertThat(again.demo().awaitWhole(PATIENCE)).isTrue();
      assertThat(again.demo().key()).isEqualTo(key);
      assertThat(again.demo().stories().end()).isEqualTo(end);
      assertThat(requests(again, key, end)).isEqualTo(stored);
    }
  }

  @Test
  void kill_whileItIsFilled_losesAndDoublesNothing() throws Exception {
    Path data = folder.resolve("data");
    String last = "";
    for (int round = 0; round < 3; round++) {
      Path out = folder.resolve("out" + round);
      try (ServerProcess server = ServerProcess.startWith(data, out, "--demo")) {
        last = awaitOther(data, last);
        server.kill();
      }
    }
    try (TestServer server = new TestServer(data, options -> options.demo(true))) {
      assertThat(server.demo().awaitWhole(PATIENCE)).isTrue();
      String key = server.demo().key();
      Instant end = server.demo().stories().end();
      long stored = requests(server, key, end);

      assertThat(stored).isEqualTo(GeneratedYear.requests(end, Demo.RECORDS));
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
      assertThat(requests(again, again.demo().key(), again.demo().stories().end())).isPositive();
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
  void withoutTheOption_thereIsNone() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      assertThat(server.demo()).isNull();
    }
    assertThat(folder.resolve("data").resolve("demo.json")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
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

  private static long requests(TestServer server, String key, Instant end) {
    String members = "\"metrics\":[\"requests\"],\"to\":\"%s\"".formatted(end);
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
