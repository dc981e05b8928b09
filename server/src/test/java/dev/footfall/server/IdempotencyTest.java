package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {
  @TempDir Path data;

  @Test
  void batch_postedAgain_isStoredOnce_alsoAfterARestart() {
    String id = UUID.randomUUID().toString();
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      assertCounts(post(server, key, id));
      assertCounts(post(server, key, id));
    }
    try (TestServer server = new TestServer(data)) {
      assertCounts(post(server, key, id.toUpperCase()));
      assertThat(server.log(key)).hasSize(2);

      String other = server.newKey();
      assertCounts(post(server, other, id));
      assertThat(server.log(other)).hasSize(2);
    }
  }

  @Test
  void id_ofAPostOfRequests_mayServeAPostOfEventsToo() {
    String id = UUID.randomUUID().toString();
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      post(server, key, id);
      String event = "{\"name\":\"paid\",\"created_at\":\"" + java.time.Instant.now() + "\"}";
      String events = "{\"api_key\":\"" + key + "\",\"events\":[" + event + "]}";
      JsonNode answer = server.post("/api/events", events, "Idempotency-Key", id).json();

      assertThat(answer.get("accepted").asInt()).isEqualTo(1);
      JsonNode log = server.get("/api/v1/logs/events", "X-AUTH-TOKEN", key).json().get("data");
      assertThat(log).hasSize(1);
    }
  }

  @Test
  void batch_postedManyTimesAtOnce_isStoredOnce() throws InterruptedException {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      ExecutorService threads = Executors.newFixedThreadPool(16);
      for (int i = 0; i < 10; i++) {
        String id = UUID.randomUUID().toString();
        for (int repeat = 0; repeat < 16; repeat++) {
          threads.execute(() -> assertCounts(post(server, key, id)));
        }
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.log(key)).hasSize(20);
    }
  }

  @Test
  void drops_areStored_alsoWhenNoRecordIs() throws Exception {
    try (TestServer server = new TestServer(data)) {
      String post = requests(server.newKey(), record("status", "7"));
      String withDrops = post.substring(0, post.length() - 1) + ",\"dropped\":{\"FULL\":3}}";
      assertThat(server.post("/api/requests", withDrops).status()).isEqualTo(400);
    }
    String file = data.resolve("footfall.duckdb").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT reason, count FROM drops")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("FULL");
      assertThat(row.getLong(2)).isEqualTo(3);
    }
  }

  @Test
  void restart_keepsKeysRecordsAndTheOrderOfIds() {
    String key;
    String shareId;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      shareId = server.get("/api/user-id/" + key).json().asText();
      post(server, key, UUID.randomUUID().toString());
    }
    try (TestServer server = new TestServer(data)) {
      post(server, key, UUID.randomUUID().toString());
      assertThat(server.log(key).findValuesAsText("id")).containsExactly("4", "3", "2", "1");
      assertThat(server.get("/api/requests/" + shareId).json().get("requests")).hasSize(4);
    }
  }

  @Test
  void restart_afterADeletion_neverGivesAnIdTwice() {
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      post(server, key, UUID.randomUUID().toString());
      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", key);
    }
    try (TestServer server = new TestServer(data)) {
      post(server, key, UUID.randomUUID().toString());
      assertThat(server.log(key).findValuesAsText("id")).containsExactly("4", "3");
    }
  }

  private static JsonNode post(TestServer server, String key, String id) {
    return server
        .post(
            "/api/requests",
            requests(key, record("/a"), record("status", "7"), record("/b")),
            "Idempotency-Key",
            id)
        .json();
  }

  private static void assertCounts(JsonNode answer) {
    assertThat(answer.get("status").asInt()).isEqualTo(201);
    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(answer.get("rejected_count").asInt()).isEqualTo(1);
  }
}
