package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir Path data;

  @Test
  void keys_ofAProject_seeTheSameRecords_andAreNeverShownAgain() throws Exception {
    String first;
    String second;
    try (TestServer server = new TestServer(data)) {
      first = server.newKey();
      JsonNode made = make(server, first, "web");
      second = made.get("key").asText();
      assertThat(made.get("id").asInt()).isEqualTo(2);
      assertThat(made.get("name").asText()).isEqualTo("web");
      assertThat(made.get("revoked_at").isNull()).isTrue();
      post(server, first, "/first");
      post(server, second, "/second");

      assertThat(server.log(first).findValuesAsText("path")).containsExactly("/second", "/first");
      assertThat(server.log(second)).isEqualTo(server.log(first));
      Answer listed = server.get("/api/v1/keys", "X-AUTH-TOKEN", second);
      JsonNode keys = listed.json().get("data");
      assertThat(keys.findValuesAsText("id")).containsExactly("1", "2");
      assertThat(keys.get(0).get("name").isNull()).isTrue();
      assertThat(keys.get(1).get("created_at")).isEqualTo(made.get("created_at"));
      assertThat(keys.get(1).has("key")).isFalse();
      assertThat(new String(listed.raw().body())).doesNotContain(first, second);
    }
    assertNowhereOnDisk(first, second);
  }

  @Test
  void keys_sayWhatCameWithThem_andWhichOneIsShown() {
    try (TestServer server = new TestServer(data)) {
      String first = server.newKey();
      String second = make(server, first, "web").get("key").asText();
      make(server, first, "spare");
      post(server, first, "/a");
      post(server, second, "/b");
      post(server, second, "/c");
      String event = "{\"api_key\":\"%s\",\"events\":[{\"name\":\"x\",\"created_at\":\"%s\"}]}";
      server.post(
          "/api/events", event.formatted(second, Instant.EPOCH.plus(Duration.ofDays(20_000))));

      JsonNode keys = server.get("/api/v1/keys", "X-AUTH-TOKEN", second).json().get("data");

      assertThat(keys.findValuesAsText("requests")).containsExactly("1", "2", "0");
      assertThat(keys.findValuesAsText("events")).containsExactly("0", "1", "0");
      assertThat(keys.findValuesAsText("current")).containsExactly("false", "true", "false");
      assertThat(keys.get(1).get("first_created_at").asText()).startsWith("2024-10-04");
      assertThat(Instant.parse(keys.get(1).get("last_received_at").asText()))
          .isAfter(Instant.now().minusSeconds(60));
      assertThat(keys.get(2).get("last_received_at").isNull()).isTrue();
    }
  }

  @Test
  void key_thatIsRevoked_opensNothing_andItsRecordsStay() {
    String first;
    String second;
    try (TestServer server = new TestServer(data)) {
      first = server.newKey();
      second = make(server, first, "new").get("key").asText();
      post(server, first, "/old");
      String shareId = server.get("/api/user-id/" + first).json().asText();
      assertThat(server.get("/api/requests/" + shareId).status()).isEqualTo(200);

      assertThat(revoke(server, second, 1).status()).isEqualTo(200);

      assertThat(server.get("/api/requests/" + shareId).status()).isEqualTo(400);
    }
    try (TestServer server = new TestServer(data)) {
      for (Answer refused :
          List.of(
              server.get("/api/data", "X-AUTH-TOKEN", first),
              server.get("/api/user-id/" + first),
              server.post("/api/requests", requests(first, record("/late"))))) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("message").asText()).isEqualTo("This key was revoked.");
      }
      assertThat(server.log(second).findValuesAsText("path")).containsExactly("/old");
      JsonNode keys = server.get("/api/v1/keys", "X-AUTH-TOKEN", second).json().get("data");
      assertThat(keys.get(0).get("revoked_at").asText()).isNotEmpty();
      assertThat(revoke(server, second, 1).status()).as("again").isEqualTo(200);
    }
  }

  @Test
  void lastLiveKey_cannotBeRevoked_whichSaysTheWayOut() {
    try (TestServer server = new TestServer(data)) {
      String first = server.newKey();
      assertLast(revoke(server, first, 1));

      String second = make(server, first, "new").get("key").asText();
      assertThat(revoke(server, second, 1).status()).isEqualTo(200);
      assertLast(revoke(server, second, 2));

      String third = make(server, second, "newer").get("key").asText();
      assertThat(revoke(server, second, 2).status()).as("itself").isEqualTo(200);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", third).status()).isEqualTo(200);
    }
  }

  @Test
  void key_ofAnotherProject_orOfNone_isNotThere() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      make(server, key, "second");
      String other = server.newKey();
      make(server, other, "second");
      for (String id : List.of("1", "2", "99", "0", "-1", "x", "9999999999999")) {
        Answer answer = server.send("DELETE", "/api/v1/keys/" + id, null, "X-AUTH-TOKEN", other);
        assertThat(answer.status()).as(id).isEqualTo(404);
        assertThat(answer.json().get("field").asText()).isEqualTo("id");
      }
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", key).status()).isEqualTo(200);
    }
  }

  @Test
  void name_thatIsNone_isRefusedByItsName() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (String body :
          List.of(
              "{}",
              "{\"name\":null}",
              "{\"name\":7}",
              "{\"name\":\" \"}",
              "{\"name\":\"a\\nb\"}",
              "{\"name\":\"" + "x".repeat(101) + "\"}")) {
        Answer answer = server.post("/api/v1/keys", body, "X-AUTH-TOKEN", key);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("name");
      }
      for (String body : List.of("", "[]", "{\"name\":\"a\",\"secret\":\"b\"}", "{")) {
        assertThat(server.post("/api/v1/keys", body, "X-AUTH-TOKEN", key).status())
            .as(body)
            .isEqualTo(400);
      }
      String body = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
      assertThat(server.post("/api/v1/keys", body, "X-AUTH-TOKEN", key).status()).isEqualTo(413);
    }
  }

  @Test
  void liveKeys_ofAProject_areBounded() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 2; i <= 100; i++) {
        make(server, key, "key " + i);
      }
      assertThat(post(server, "/api/v1/keys", "{\"name\":\"one more\"}", key).status())
          .isEqualTo(409);
      revoke(server, key, 50);
      make(server, key, "one more");
    }
  }

  @Test
  @Timeout(120)
  void rotation_whileItIsPostedTo_losesNothingAndStoresNothingTwice() throws Exception {
    try (TestServer server = new TestServer(data)) {
      AtomicReference<String> key = new AtomicReference<>(server.newKey());
      AtomicBoolean stop = new AtomicBoolean();
      Queue<Integer> refused = new ConcurrentLinkedQueue<>();
      List<String> sent = Collections.synchronizedList(new ArrayList<>());
      List<Thread> posters = new ArrayList<>();
      Map<Thread, String> lastUsed = new ConcurrentHashMap<>();
      for (int i = 0; i < 4; i++) {
        Thread poster =
            new Thread(
                () -> {
                  while (!stop.get()) {
                    String path = "/" + UUID.randomUUID();
                    String used = key.get();
                    Answer answer = server.post("/api/requests", requests(used, record(path)));
                    if (answer.status() != 201) {
                      refused.add(answer.status());
                    }
                    sent.add(path);
                    lastUsed.put(Thread.currentThread(), used);
                  }
                });
        poster.start();
        posters.add(poster);
      }
      for (int round = 1; round <= 8; round++) {
        String old = key.get();
        String fresh = make(server, old, "round " + round).get("key").asText();
        key.set(fresh);
        while (!posters.stream().allMatch(poster -> fresh.equals(lastUsed.get(poster)))) {
          Thread.onSpinWait();
        }
        assertThat(revoke(server, fresh, round).status()).isEqualTo(200);
        assertThat(server.post("/api/requests", requests(old, record("/late"))).status())
            .isEqualTo(401);
      }
      stop.set(true);
      for (Thread poster : posters) {
        poster.join();
      }
      assertThat(refused).isEmpty();
      assertThat(paths(server, key.get())).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  @Test
  void batch_postedAgainUnderAnotherKey_isStoredOnce_alsoAfterARestart() {
    String id = UUID.randomUUID().toString();
    String first;
    String second;
    try (TestServer server = new TestServer(data)) {
      first = server.newKey();
      second = make(server, first, "new").get("key").asText();
      String batch = requests(first, record("/a"));
      server.post("/api/requests", batch, "Idempotency-Key", id);
      server.post("/api/requests", requests(second, record("/a")), "Idempotency-Key", id);
      assertThat(server.log(second)).hasSize(1);
    }
    try (TestServer server = new TestServer(data)) {
      server.post("/api/requests", requests(second, record("/a")), "Idempotency-Key", id);
      assertThat(server.log(second)).hasSize(1);
    }
  }

  @Test
  void deletion_isOfTheKeysRecords_untilItIsTheLast() {
    String third;
    try (TestServer server = new TestServer(data)) {
      String first = server.newKey();
      String second = make(server, first, "second").get("key").asText();
      third = make(server, first, "third").get("key").asText();
      post(server, first, "/first");
      post(server, second, "/second");
      post(server, third, "/third");
      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", second);
      assertThat(server.log(first).findValuesAsText("path")).containsExactly("/third", "/first");

      assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", second).status())
          .isEqualTo(200);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", second).status()).isEqualTo(401);
      assertThat(server.log(third)).hasSize(2);

      revoke(server, third, 1);
      Answer last = server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", third);
      assertThat(last.json().get("message").asText()).contains("the project's last");
    }
    try (TestServer server = new TestServer(data)) {
      String next = server.newKey();
      assertThat(make(server, next, "n").get("id").asInt()).as("no id twice").isEqualTo(5);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", third).status()).isEqualTo(401);
    }
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM requests")).isZero();
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM keys WHERE project_id = 1")).isZero();
  }

  private static List<String> paths(TestServer server, String key) {
    List<String> paths = new ArrayList<>();
    long cursor = 0;
    while (true) {
      JsonNode page =
          server
              .get("/api/v1/logs/requests?limit=1000&starting_after=" + cursor, "API-Key", key)
              .json();
      for (JsonNode row : page.get("data")) {
        paths.add(row.get("path").asText());
        cursor = row.get("id").asLong();
      }
      if (!page.get("has_more").asBoolean()) {
        return paths;
      }
    }
  }

  private void assertNowhereOnDisk(String... secrets) throws Exception {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(secrets);
      }
    }
  }

  private static void assertLast(Answer answer) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("message").asText())
        .contains("last live key", "POST /api/v1/keys", "DELETE /api/account");
  }

  private static JsonNode make(TestServer server, String key, String name) {
    Answer answer = post(server, "/api/v1/keys", "{\"name\":\"" + name + "\"}", key);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private static Answer revoke(TestServer server, String key, int id) {
    return server.send("DELETE", "/api/v1/keys/" + id, null, "X-AUTH-TOKEN", key);
  }

  private static Answer post(TestServer server, String path, String body, String key) {
    return server.post(path, body, "X-AUTH-TOKEN", key);
  }

  private static void post(TestServer server, String key, String path) {
    assertThat(server.post("/api/requests", requests(key, record(path))).status()).isEqualTo(201);
  }
}
