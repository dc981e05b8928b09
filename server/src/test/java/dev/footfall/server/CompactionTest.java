package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CompactionTest {
  private static final int POSTERS = 3;
  private static final int RECORDS = 50;

  @TempDir Path data;

  @Test
  void compact_takesWhatWasDeletedOffTheDisk() throws Exception {
    try (TestServer server = new TestServer(data)) {
      String kept = server.newKey();
      String gone = server.newKey();
      post(server, kept, "/kept-for-good");
      for (int i = 0; i < 20; i++) {
        server.post("/api/requests", requests(gone, many("/secret-path-" + i)));
      }
      server.post("/api/requests", requests(gone, record("user_id", "\"a-forgotten-user\"")));
      assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", gone).status())
          .isEqualTo(200);

      Answer answer = server.post("/api/v1/compact", "");

      assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
      assertThat(answer.json().get("bytes_after").asLong()).isEqualTo(Files.size(database()));
      assertThat(answer.json().get("bytes_before").asLong()).isPositive();
      assertThat(answer.json().get("seconds").asDouble()).isPositive();
      assertThat(answer.json().get("posts_held_seconds").asDouble()).isPositive();
      assertThat(onDisk("a-forgotten-user")).isFalse();
      assertThat(onDisk("/kept-for-good")).isTrue();
      assertThat(server.log(kept)).hasSize(1);
      assertThat(Files.list(data.resolve("exports"))).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void compact_keepsIdsKeysAndTheLedger_alsoOverARestart() {
    String id = UUID.randomUUID().toString();
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      String gone = server.newKey();
      post(server, key, "/first", "Idempotency-Key", id);
      post(server, gone, "/second");
      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", gone);
      assertThat(server.post("/api/v1/compact", "").status()).isEqualTo(200);

      post(server, key, "/first", "Idempotency-Key", id);
      post(server, gone, "/third");
      assertThat(server.log(key).findValuesAsText("id")).containsExactly("1");
      assertThat(server.log(gone).findValuesAsText("id")).containsExactly("3");
      assertThat(server.post("/api/v1/compact", "").status()).isEqualTo(200);
    }
    try (TestServer server = new TestServer(data)) {
      post(server, key, "/first", "Idempotency-Key", id);
      post(server, key, "/fourth");
      assertThat(server.log(key).findValuesAsText("id")).containsExactly("4", "1");
    }
  }

  @Test
  void compact_whileAllGoesOn_losesNothing_andStoresNothingTwice() throws Exception {
    Set<String> answered = new ConcurrentSkipListSet<>();
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      String owner = key;
      AtomicBoolean done = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      List<Integer> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < POSTERS; i++) {
        threads.add(new Thread(() -> postUntil(server, owner, done, answered, failures)));
      }
      threads.add(new Thread(() -> askUntil(server, owner, done, failures)));
      threads.forEach(Thread::start);
      for (int i = 0; i < 5; i++) {
        Answer answer = server.post("/api/v1/compact", "");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
      }
      done.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
    }
    try (TestServer server = new TestServer(data)) {
      List<String> stored = new ArrayList<>();
      JsonNode page =
          server
              .get("/api/v1/logs/requests?limit=1000&starting_after=0", "X-AUTH-TOKEN", key)
              .json()
              .get("data");
      while (!page.isEmpty()) {
        page.forEach(row -> stored.add(row.get("path").asText()));
        page =
            server
                .get(
                    "/api/v1/logs/requests?limit=1000&starting_after="
                        + page.get(page.size() - 1).get("id").asLong(),
                    "X-AUTH-TOKEN",
                    key)
                .json()
                .get("data");
      }
      assertThat(stored).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(stored)).isEqualTo(answered);
    }
  }

  @Test
  void compact_isForOperators_andForOneAtATime() throws Exception {
    try (TestServer server = new TestServer(data)) {
      assertThat(server.post("/api/v1/compact", "", "X-Forwarded-For", "1.2.3.4").status())
          .isEqualTo(403);
      String key = server.newKey();
      for (int i = 0; i < 20; i++) {
        server.post("/api/requests", requests(key, many("/" + i)));
      }
      List<Integer> statuses =
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> server.post("/api/v1/compact", "").status())
              .toList();
      assertThat(statuses).contains(200).containsOnly(200, 409);
    }
  }

  @Test
  void compact_whileRecordsAreDeletedWithoutPause_comesToItsEnd() throws Exception {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 0; i < 20; i++) {
        server.post("/api/requests", requests(key, many("/" + i)));
      }
      AtomicBoolean done = new AtomicBoolean();
      List<Thread> threads =
          IntStream.range(0, POSTERS)
              .mapToObj(i -> new Thread(() -> deleteUntil(server, key, "user-" + i, done)))
              .toList();
      threads.forEach(Thread::start);
      List<Integer> statuses =
          IntStream.range(0, 5)
              .map(i -> server.post("/api/v1/compact", "").status())
              .boxed()
              .toList();
      done.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(statuses).containsOnly(200);
      assertThat(server.log(key)).hasSizeGreaterThanOrEqualTo(1000);
    }
  }

  private static void deleteUntil(TestServer server, String key, String user, AtomicBoolean done) {
    while (!done.get()) {
      server.post("/api/requests", requests(key, record("user_id", "\"" + user + "\"")));
      server.send("DELETE", "/api/v1/user-data?user_id=" + user, null, "X-AUTH-TOKEN", key);
    }
  }

  private static String[] many(String path) {
    return IntStream.range(0, 1_000).mapToObj(i -> record(path + "/" + i)).toArray(String[]::new);
  }

  private static void post(TestServer server, String key, String path, String... headers) {
    assertThat(server.post("/api/requests", requests(key, record(path)), headers).status())
        .isEqualTo(201);
  }

  private static void postUntil(
      TestServer server,
      String key,
      AtomicBoolean done,
      Set<String> answered,
      List<Integer> failures) {
    while (!done.get()) {
      String id = UUID.randomUUID().toString();
      List<String> paths = IntStream.range(0, RECORDS).mapToObj(i -> "/" + id + "/" + i).toList();
      String[] records = paths.stream().map(TestServer::record).toArray(String[]::new);
      int status =
          server.post("/api/requests", requests(key, records), "Idempotency-Key", id).status();
      if (status == 201) {
        answered.addAll(paths);
      } else {
        failures.add(status);
      }
    }
  }

  private static void askUntil(
      TestServer server, String key, AtomicBoolean done, List<Integer> failures) {
    while (!done.get()) {
      int log = server.get("/api/v1/logs/requests?limit=1000", "X-AUTH-TOKEN", key).status();
      int query =
          server
              .post(
                  "/api/v1/query",
                  "{\"metrics\":[\"requests\"],\"group_by\":[\"path\"],\"from\":\"2026-01-01\","
                      + "\"to\":\"2027-01-01\"}",
                  "X-AUTH-TOKEN",
                  key)
              .status();
      if (log != 200 || query >= 500) {
        failures.add(Math.max(log, query));
      }
    }
  }

  private Path database() {
    return data.resolve("footfall.duckdb");
  }

  private boolean onDisk(String text) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }
}
