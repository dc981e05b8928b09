package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  private static final String LOG = "/api/v1/logs/audit";

  @TempDir Path data;

  @Test
  void changes_areLoggedWithWhoMadeThem_andWithoutSecrets() {
    try (TestServer server = new TestServer(data)) {
      final Instant begin = Instant.now();
      String key = server.newKey();
      String web = call(server, "POST", "/api/v1/keys", "{'name':'web'}", key, 201, "key");
      String terms = "{'owner':'Ada','scope':'admin','expires_at':'2999-01-01','filters':null}";
      String token = call(server, "POST", "/api/v1/tokens", terms, web, 201, "token");
      String filters = "[{'field':'path','op':'is','value':'/a'}]";
      call(
          server,
          "POST",
          "/api/v1/tokens",
          "{'owner':'Bob','scope':'read','filters':" + filters + "}",
          token,
          201,
          "token");
      call(server, "DELETE", "/api/v1/tokens/2", null, token, 200, "message");
      call(server, "DELETE", "/api/v1/tokens/2", null, token, 200, "message");
      call(server, "DELETE", "/api/v1/keys/1", null, token, 200, "message");
      call(server, "DELETE", "/api/v1/keys/99", null, token, 404, "message");
      server.post("/api/requests", requests(web, record("/a"), record("/b")));
      call(server, "DELETE", "/api/data", null, web, 200, "message");

      Answer answer = server.get(LOG + "?starting_after=0", "X-AUTH-TOKEN", web);
      JsonNode log = answer.json().get("data");
      assertThat(lines(log))
          .containsExactly(
              "operator project.create project 1 null {\"key\":1}",
              "key 1 key.create key 2 null {\"name\":\"web\"}",
              "key 2 (web) token.create token 1 null"
                  + " {\"expires_at\":\"2999-01-01T00:00:00Z\",\"owner\":\"Ada\",\"scope\":\"admin\"}",
              "token 1 (Ada) token.create token 2 null {\"filters\":"
                  + "\"[{\\\"field\\\":\\\"path\\\",\\\"op\\\":\\\"is\\\",\\\"value\\\":\\\"/a\\\"}]\","
                  + "\"owner\":\"Bob\",\"scope\":\"read\"}",
              "token 1 (Ada) token.revoke token 2 {\"owner\":\"Bob\"}"
                  + " {\"owner\":\"Bob\",\"revoked_at\":TIME}",
              "token 1 (Ada) key.revoke key 1 null {\"revoked_at\":TIME}",
              "key 2 (web) records.delete key 2 {\"events\":0,\"requests\":2} null");
      for (JsonNode entry : log) {
        assertThat(Instant.parse(entry.get("at").asText())).isBetween(begin, Instant.now());
      }
      assertThat(new String(answer.raw().body())).doesNotContain(key, web, token);
    }
  }

  @Test
  void deletionOfAnAccount_isLogged_alsoWhereNobodyCanReadIt() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      server.post("/api/requests", requests(key, record("/a")));
      call(server, "DELETE", "/api/account", null, key, 200, "message");
      assertThat(server.get(LOG, "X-AUTH-TOKEN", key).status()).isEqualTo(401);
    }
    String entry = " WHERE project_id = 1 AND actor = 'key 1' AND action = 'account.delete'";
    String count = "SELECT count(*) FROM audit" + entry;
    assertThat(
            TestDatabase.count(
                data, count + " AND object = 'project 1' AND before LIKE '%\"requests\":1%'"))
        .isEqualTo(1);
  }

  @Test
  void project_isMadeByTheOperatorOrByAnybody() {
    try (TestServer server = new TestServer(data, options -> options.acceptAnyKey(true))) {
      String key = "841018cf-1111-4222-8333-444455556666";
      server.post("/api/requests", requests(key, record("/a")));
      assertThat(actor(server, key)).isEqualTo("anybody");
      assertThat(actor(server, server.newKey())).isEqualTo("operator");
    }
    try (TestServer server = new TestServer(data, options -> options.openSignup(true))) {
      Answer made = server.post("/api/generate", "", "X-Forwarded-For", "192.0.2.1");
      assertThat(actor(server, made.json().asText())).isEqualTo("anybody");
    }
  }

  @Test
  void log_isReadByCursor_andHoldsTheProjectOnly() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String other = server.newKey();
      for (int i = 0; i < 7; i++) {
        call(server, "POST", "/api/v1/keys", "{'name':'k'}", i % 2 == 0 ? key : other, 201, "key");
      }
      assertThat(walk(server, key, "ending_before")).containsExactly(9L, 7L, 5L, 3L, 1L);
      assertThat(walk(server, key, "starting_after")).containsExactly(1L, 3L, 5L, 7L, 9L);
      assertThat(walk(server, other, "ending_before")).containsExactly(8L, 6L, 4L, 2L);
      Answer wrong = server.get(LOG + "?limit=0", "X-AUTH-TOKEN", key);
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.json().get("field").asText()).isEqualTo("limit");
    }
  }

  private static List<Long> walk(TestServer server, String key, String direction) {
    List<Long> ids = new ArrayList<>();
    JsonNode page;
    long cursor = 0;
    do {
      page = server.get(LOG + "?limit=2&" + direction + "=" + cursor, "API-Key", key).json();
      for (JsonNode entry : page.get("data")) {
        cursor = entry.get("id").asLong();
        ids.add(cursor);
      }
    } while (page.get("has_more").asBoolean());
    return ids;
  }

  private static String actor(TestServer server, String key) {
    return server.get(LOG, "X-AUTH-TOKEN", key).json().get("data").get(0).get("actor").asText();
  }

  private static List<String> lines(JsonNode log) {
    List<String> lines = new ArrayList<>();
    for (JsonNode entry : log) {
      String line =
          String.join(
              " ",
              entry.get("actor").asText(),
              entry.get("action").asText(),
              entry.get("object").asText(),
              entry.get("before").toString(),
              entry.get("after").toString());
      lines.add(line.replaceAll("\"revoked_at\":\"[^\"]+\"", "\"revoked_at\":TIME"));
    }
    return lines;
  }

  /** The field of the answer. */
  private static String call(
      TestServer server,
      String method,
      String path,
      String body,
      String credential,
      int status,
      String field) {
    byte[] bytes = body == null ? null : body.replace('\'', '"').getBytes();
    Answer answer = server.send(method, path, bytes, "X-AUTH-TOKEN", credential);
    assertThat(answer.status()).as(method + " " + path).isEqualTo(status);
    return answer.json().get(field).asText();
  }
}
