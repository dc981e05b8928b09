package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestTest {
  @TempDir Path data;

  @Test
  void numbers_growWithWhatIsStored_andAreOthersAfterARestart() {
    String key;
    JsonNode last;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      String other = server.newKey();
      JsonNode first = newest(server, key);
      JsonNode firstOfOther = newest(server, other);
      assertThat(newest(server, key)).isEqualTo(first);

      Instant begin = Instant.now();
      server.post("/api/requests", requests(key, record("/a")));
      JsonNode posted = newest(server, key);
      assertThat(posted.get("requests").asLong()).isGreaterThan(first.get("requests").asLong());
      assertThat(posted.get("events")).isEqualTo(first.get("events"));
      assertThat(Instant.parse(posted.get("at").asText())).isBetween(begin, Instant.now());

      server.post("/api/requests", requests(key, record("status", "99")));
      assertThat(newest(server, key)).isEqualTo(posted);

      server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", key);
      last = newest(server, key);
      assertThat(last.get("requests").asLong()).isGreaterThan(posted.get("requests").asLong());
      assertThat(last.get("events").asLong()).isGreaterThan(posted.get("events").asLong());
      assertThat(newest(server, other)).isEqualTo(firstOfOther);
    }
    try (TestServer server = new TestServer(data)) {
      JsonNode again = newest(server, key);
      assertThat(again.get("requests")).isNotEqualTo(last.get("requests"));
      assertThat(again.get("events")).isNotEqualTo(last.get("events"));
    }
  }

  private static JsonNode newest(TestServer server, String key) {
    TestServer.Answer answer = server.get("/api/v1/newest", "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }
}
