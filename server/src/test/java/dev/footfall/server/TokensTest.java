package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path data;

  @Test
  void token_isShownOnce_andKeptAsAHashOnly() throws Exception {
    List<String> secrets = new ArrayList<>();
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      JsonNode made =
          make(
              server,
              key,
              "{'owner':'Ada','scope':'write','expires_at':'2999-01-01T01:00:00+01:00'}");
      secrets.add(made.get("token").asText());
      assertThat(secrets.get(0)).matches("fft_[A-Za-z0-9_-]{43}");
      assertThat(made.get("id").asInt()).isEqualTo(1);
      assertThat(made.get("owner").asText()).isEqualTo("Ada");
      assertThat(made.get("scope").asText()).isEqualTo("write");
      assertThat(made.get("filters").isNull()).isTrue();
      assertThat(made.get("expires_at").asText()).isEqualTo("2999-01-01T00:00:00Z");
      secrets.add(token(server, key, "{'owner':'Ada','scope':'admin'}"));

      Answer list = server.get("/api/v1/tokens", "X-AUTH-TOKEN", key);
      assertThat(list.json().get("data").findValuesAsText("scope"))
          .containsExactly("write", "admin");
      assertThat(new String(list.raw().body(), StandardCharsets.UTF_8)).doesNotContain("fft_");
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secrets);
      }
    }
  }

  @Test
  void token_isTakenWhereverAKeyIs() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String token = token(server, key, "{'owner':'Ada','scope':'admin'}");
      assertThat(server.post("/api/requests", requests(token, record("/a"))).status())
          .isEqualTo(201);

      assertThat(server.log(token)).hasSize(1).isEqualTo(server.log(key));
      assertThat(server.get("/api/data", "API-Key", token).json()).hasSize(1);
      assertThat(server.get("/api/data", "Authorization", "Bearer " + token).json()).hasSize(1);
    }
  }

  @Test
  void records_postedWithAToken_areDeletedWithTheKeyItWasMadeWith() {
    try (TestServer server = new TestServer(data)) {
      String first = server.newKey();
      String second =
          server
              .post("/api/v1/keys", "{\"name\":\"b\"}", "API-Key", first)
              .json()
              .get("key")
              .asText();
      String ofFirst = token(server, first, "{'owner':'a','scope':'write'}");
      String ofSecond = token(server, second, "{'owner':'b','scope':'write'}");
      server.post("/api/requests", requests(ofFirst, record("/first")));
      server.post("/api/requests", requests(ofSecond, record("/second")));

      server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", first);

      assertThat(server.log(second).findValuesAsText("path")).containsExactly("/second");
      assertThat(server.post("/api/requests", requests(ofFirst, record("/x"))).status())
          .isEqualTo(401);
      assertThat(server.post("/api/requests", requests(ofSecond, record("/y"))).status())
          .isEqualTo(201);
    }
  }

  @Test
  void token_outlivesTheRevocationOfItsKey() {
    try (TestServer server = new TestServer(data)) {
      String first = server.newKey();
      String token = token(server, first, "{'owner':'a','scope':'write'}");
      String second =
          server
              .post("/api/v1/keys", "{\"name\":\"b\"}", "API-Key", first)
              .json()
              .get("key")
              .asText();
      server.send("DELETE", "/api/v1/keys/1", null, "X-AUTH-TOKEN", second);

      assertThat(server.post("/api/requests", requests(token, record("/a"))).status())
          .isEqualTo(201);
      assertThat(server.log(second)).hasSize(1);
    }
  }

  @Test
  void token_thatEnded_opensNothing_alsoAfterARestart() {
    String revoked;
    String expired;
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      revoked = token(server, key, "{'owner':'a','scope':'admin'}");
      expired = token(server, key, "{'owner':'b','scope':'admin','expires_at':'2999-01-01'}");
      for (int i = 0; i < 2; i++) {
        assertThat(server.send("DELETE", "/api/v1/tokens/1", null, "X-AUTH-TOKEN", key).status())
            .isEqualTo(200);
      }
      assertEnded(server, revoked, "This token was revoked.");
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", expired).status()).isEqualTo(200);
    }
    TestDatabase.run(data, "UPDATE tokens SET expires_at = TIMESTAMP '2026-01-02 03:04:05'");
    try (TestServer server = new TestServer(data)) {
      assertEnded(server, revoked, "This token was revoked.");
      assertEnded(server, expired, "This token expired at 2026-01-02T03:04:05Z.");
    }
  }

  @Test
  void post_withAReadToken_isA403_andStoresNothing() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String token = token(server, key, "{'owner':'a','scope':'read'}");
      Answer answer = server.post("/api/requests", requests(token, record("/a")));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().get("field").asText()).isEqualTo("api_key");
      assertThat(answer.json().get("message").asText())
          .isEqualTo("This token has scope read; the call needs scope write or admin, or a key.");
      assertThat(server.log(key)).isEmpty();
    }
  }

  @Test
  void token_thatIsUnknown_makesNoProject_evenWhenAnyKeyDoes() {
    String unknown = "fft_" + "A".repeat(43);
    try (TestServer server = new TestServer(data, options -> options.acceptAnyKey(true))) {
      String body = requests(unknown, record("/a"));
      assertThat(server.post("/api/requests", body).status()).isEqualTo(401);
      assertThat(server.post("/api/requests", body.replace("fft_", "fft-")).status())
          .isEqualTo(400);
    }
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM projects")).isZero();
  }

  @Test
  void token_thatCannotBe_isRefusedByTheField() {
    String filters = "'filters':[{'field':'status','op':'gte','value':500}]";
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      assertRefused(server, key, "{'scope':'read'}", "owner");
      assertRefused(server, key, "{'owner':'','scope':'read'}", "owner");
      assertRefused(server, key, "{'owner':'a'}", "scope");
      assertRefused(server, key, "{'owner':'a','scope':'all'}", "scope");
      assertRefused(server, key, "{'owner':'a','scope':'READ'}", "scope");
      assertRefused(server, key, "{'owner':'a','scope':'write'," + filters + "}", "scope");
      assertRefused(server, key, "{'owner':'a','scope':'admin'," + filters + "}", "scope");
      for (String time :
          List.of("'2020-01-01T00:00:00Z'", "'tomorrow'", "7", "'2027-01-01T00:00'")) {
        String terms = "{'owner':'a','scope':'read','expires_at':" + time + "}";
        assertRefused(server, key, terms, "expires_at");
      }
      assertRefused(server, key, "{'owner':'a','scope':'read','filters':[]}", "filters");
      assertRefused(server, key, "{'owner':'a','scope':'read','filters':'x'}", "filters");
      String unknown =
          "{'owner':'a','scope':'read','filters':[{'field':'x','op':'is','value':'y'}]}";
      assertRefused(server, key, unknown, "filters[0].field");
      assertRefused(server, key, "{'owner':'a','scope':'read','token':'mine'}", "token");
      assertThat(server.get("/api/v1/tokens", "X-AUTH-TOKEN", key).json().get("data")).isEmpty();
    }
  }

  @Test
  void token_ofAnotherProject_isNotThere() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String token = token(server, key, "{'owner':'a','scope':'read'}");
      String other = server.newKey();
      for (String id : List.of("1", "2", "x", UUID.randomUUID().toString())) {
        assertThat(server.send("DELETE", "/api/v1/tokens/" + id, null, "API-Key", other).status())
            .isEqualTo(404);
      }
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", token).status()).isEqualTo(200);
      assertThat(server.get("/api/v1/tokens", "API-Key", other).json().get("data")).isEmpty();
    }
  }

  private static void assertEnded(TestServer server, String token, String reason) {
    for (Answer answer :
        List.of(
            server.get("/api/data", "X-AUTH-TOKEN", token),
            server.post("/api/requests", requests(token, record("/a"))))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.json().get("message").asText()).isEqualTo(reason);
    }
  }

  private static void assertRefused(TestServer server, String key, String terms, String field) {
    Answer answer = server.post("/api/v1/tokens", terms.replace('\'', '"'), "X-AUTH-TOKEN", key);
    assertThat(answer.status()).as(terms).isEqualTo(400);
    assertThat(answer.json().get("field").asText()).as(terms).isEqualTo(field);
  }

  private static String token(TestServer server, String key, String terms) {
    return make(server, key, terms).get("token").asText();
  }

  private static JsonNode make(TestServer server, String key, String terms) {
    Answer answer = server.post("/api/v1/tokens", terms.replace('\'', '"'), "X-AUTH-TOKEN", key);
    assertThat(answer.status()).as(terms).isEqualTo(201);
    return answer.json();
  }
}
