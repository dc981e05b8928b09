package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own usage is a project as any other; closing posts what is left of it. */
class OwnUsageTest {
  @TempDir Path data;

  @Test
  void use_isRecordedOnce_withoutWhatComesBySecrets_andWithoutItsOwnPosts() {
    String key;
    try (TestServer server = recording()) {
      awaitRecording(server);
      key = server.newKey();
      assertThat(server.post("/api/requests", one(key)).status()).isEqualTo(201);
      assertThat(server.post("/api/log-request/", one(key)).status()).isEqualTo(201);
      server.post("/api/events", "{}");
      server.post("/api/routes", "{}");
      server.get("/api/health");
      server.get("/metrics");
      server.get("/api/user-id/" + key);
      server.get("/nowhere/" + key + "?key=" + key);
      server.get("/api/data?page=1", "X-AUTH-TOKEN", key, "X-Forwarded-For", "203.0.113.7");
    }
    try (TestServer server = recording()) {
      List<String> seen = new ArrayList<>();
      String log = server.log(ownKey(server)).toString();
      for (JsonNode record : server.log(ownKey(server))) {
        String path = record.get("path").asText();
        if (!path.startsWith("/api/v1/")) {
          seen.add(0, record.get("method").asText() + " " + path + " " + record.get("status"));
        }
        assertThat(record.get("service").asText()).isEqualTo("footfall-server");
        assertThat(record.get("privacy_level").asInt()).isEqualTo(2);
        assertThat(record.get("ip_address").isNull()).isTrue();
      }
      assertThat(seen.subList(seen.indexOf("POST /api/generate 200"), seen.size()))
          .containsExactlyInAnyOrder(
              "POST /api/generate 200",
              "GET /api/user-id/{key} 200",
              "GET /* 404",
              "GET /api/data 200");
      assertThat(log).doesNotContain(key, "203.0.113.7");
    }
  }

  @Test
  void key_isOfThisRunOnly_andTheProjectStays() {
    String former;
    try (TestServer server = recording()) {
      awaitRecording(server);
      former = ownKey(server);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", former).status()).isEqualTo(200);
    }
    try (TestServer server = recording()) {
      awaitRecording(server);
      String now = ownKey(server);
      assertThat(now).isNotEqualTo(former);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", former).status()).isEqualTo(401);
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", now).json().findValuesAsText("path"))
          .contains("/api/data", "/api/v1/self");
      assertThat(
              server
                  .get("/api/v1/logs/audit", "X-AUTH-TOKEN", now)
                  .json()
                  .findValuesAsText("action"))
          .containsExactly("key.renew", "project.create");
    }
  }

  @Test
  void key_isForTheOperatorOnly() {
    try (TestServer server = recording()) {
      assertThat(server.post("/api/v1/self", "", "X-Forwarded-For", "8.8.8.8").status())
          .isEqualTo(403);
    }
  }

  @Test
  void projectWhoseKeyWasDeleted_getsOneAtTheNextStart() {
    try (TestServer server = recording()) {
      awaitRecording(server);
      String own = ownKey(server);
      assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", own).status())
          .isEqualTo(200);
    }
    try (TestServer server = recording()) {
      awaitRecording(server);
    }
  }

  @Test
  void usage_thatIsNotWanted_isNotRecorded() {
    try (TestServer server = new TestServer(data)) {
      assertThat(server.post("/api/v1/self", "").status()).isEqualTo(404);
    }
  }

  @Test
  void stop_isAsQuickAsEver_alsoWhenItComesAtOnce() {
    for (int i = 0; i < 3; i++) {
      TestServer server = recording();
      long begin = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }
  }

  private TestServer recording() {
    return new TestServer(data, options -> options.selfAnalytics(true));
  }

  private static String ownKey(TestServer server) {
    TestServer.Answer answer = server.post("/api/v1/self", "");
    for (int i = 0; answer.status() == 503 && i < 300; i++) {
      assertThat(answer.header("Retry-After")).isNotNull();
      LockSupport.parkNanos(100_000_000);
      answer = server.post("/api/v1/self", "");
    }
    return answer.json().get("key").asText();
  }

  /** Some seconds after the start the first records are posted. */
  private static void awaitRecording(TestServer server) {
    String own = ownKey(server);
    for (int i = 0; i < 600; i++) {
      if (!server.get("/api/data", "X-AUTH-TOKEN", own).json().isEmpty()) {
        return;
      }
      LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("nothing is recorded");
  }

  private static String one(String key) {
    return TestServer.requests(key, TestServer.record("/x"));
  }
}
