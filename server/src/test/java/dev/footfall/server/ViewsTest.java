package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsTest {
  private static final String VIEWS = "/api/v1/views";

  @TempDir Path data;

  @Test
  void views_areListedByName_asTheyWereSaved_inTheirProjectAlone() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      JsonNode slow =
          save(server, key, "slow", "routes", "sort=p95&filter=service.is.a%20b").json();
      save(server, key, "All", "", "");
      save(server, key, "Slow", "errors", "");
      String other = server.newKey();
      save(server, other, "theirs", "", "");

      assertThat(names(server, key)).containsExactly("All", "slow", "Slow");
      assertThat(list(server, key).get(1)).isEqualTo(slow);
      assertThat(slow.get("page").asText()).isEqualTo("routes");
      assertThat(slow.get("query").asText()).isEqualTo("sort=p95&filter=service.is.a%20b");
      assertThat(names(server, other)).containsExactly("theirs");
    }
  }

  @Test
  void deletedView_isGone_andItsIdIsNotGivenAgain() {
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      save(server, key, "one", "", "");
      save(server, key, "two", "", "");
      assertThat(delete(server, key, 2)).isEqualTo(200);
      assertThat(delete(server, key, 2)).isEqualTo(404);
      assertThat(delete(server, server.newKey(), 1)).isEqualTo(404);
    }
    try (TestServer server = new TestServer(data)) {
      assertThat(names(server, key)).containsExactly("one");
      assertThat(save(server, key, "three", "", "").json().get("id").asInt()).isEqualTo(3);
    }
  }

  @Test
  void changes_areAudited_withoutTheUsersThatAQueryNames() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      save(server, key, "hers", "user", "user=ada%40example.com");
      delete(server, key, 1);

      Answer audit = server.get("/api/v1/logs/audit", "X-AUTH-TOKEN", key);
      JsonNode log = audit.json().get("data");
      assertThat(log.get(1).get("action").asText()).isEqualTo("view.create");
      assertThat(log.get(1).get("object").asText()).isEqualTo("view 1");
      assertThat(log.get(1).get("after").get("name").asText()).isEqualTo("hers");
      assertThat(log.get(0).get("action").asText()).isEqualTo("view.delete");
      assertThat(log.get(0).get("before").get("page").asText()).isEqualTo("user");
      assertThat(new String(audit.raw().body())).doesNotContain("ada");
    }
  }

  @Test
  void queries_askForNetworks_whileTheProjectMasksAddresses() {
    String[][] queries = {
      {"user=203.0.113.77", "user=203.0.113.0%2F24"},
      {"us%65r=2001%3adb8%3a%3A7&sort=p95", "us%65r=2001%3Adb8%3A%3A%2F48&sort=p95"},
      {
        "period=30d&filter=ip_address.is.203.0.113.77",
        "period=30d&filter=ip_address.is.203.0.113.0%2F24"
      },
      {
        "filter=user.in.a%2C203.0.113.77&filter=version.is.1.2.3.4",
        "filter=user.in.a%2C203.0.113.0%2F24&filter=version.is.1.2.3.4"
      },
      {
        "search=ip%3A203.0.113.77+a&select=user.is.203.0.113.77",
        "search=ip%3A203.0.113.0%2F24+a&select=user.is.203.0.113.0%2F24"
      },
      {
        "filter=user.contains.113.77&filter=user.contains.ada&select=ip_address.matches.2001%3Adb8%3A*",
        "filter=user.contains.ada"
      },
      {"a=b&user=203.0.113.77%zz&find=x", "a=b&find=x"},
      {"", ""},
    };
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 0; i < queries.length; i++) {
        save(server, key, "view " + i, "users", queries[i][0]);
      }
      for (boolean masks : new boolean[] {true, false}) {
        SettingsTest.change(server, key, "{'mask_addresses':" + masks + "}");
        JsonNode views = list(server, key);
        for (int i = 0; i < queries.length; i++) {
          String query = views.get(i).get("query").asText();
          assertThat(query).isEqualTo(queries[i][masks ? 1 : 0]);
        }
      }
    }
  }

  @Test
  void project_hasUpToAHundred() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int i = 0; i < 100; i++) {
        assertThat(save(server, key, "view " + i, "", "").status()).isEqualTo(201);
      }
      assertThat(save(server, key, "one more", "", "").status()).isEqualTo(409);
      assertThat(save(server, server.newKey(), "another's", "", "").status()).isEqualTo(201);
    }
  }

  @Test
  void account_takesItsViewsWithIt() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      save(server, key, "one", "", "");
      save(server, server.newKey(), "another's", "", "");
      server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", key);
    }
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM saved_views")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'',routes,a=b,name",
    "n,../x,a=b,page",
    "n,Routes,a=b,page",
    "n,routes,?a=b,query",
    "n,routes,a=b#c,query",
    "n,routes,a=b c,query",
    "n,routes,a=\u00e9,query",
  })
  void whatIsNoView_isRefused(String name, String page, String query, String field) {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      Answer answer = save(server, key, name, page, query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").asText()).isEqualTo(field);
      assertThat(names(server, key)).isEmpty();
    }
  }

  private static Answer save(
      TestServer server, String key, String name, String page, String query) {
    ObjectNode body = TestServer.JSON.createObjectNode();
    body.put("name", name).put("page", page).put("query", query);
    return server.post(VIEWS, body.toString(), "X-AUTH-TOKEN", key);
  }

  private static int delete(TestServer server, String key, int id) {
    return server.send("DELETE", VIEWS + "/" + id, null, "X-AUTH-TOKEN", key).status();
  }

  private static JsonNode list(TestServer server, String key) {
    return server.get(VIEWS, "X-AUTH-TOKEN", key).json().get("data");
  }

  private static List<String> names(TestServer server, String key) {
    List<String> names = new ArrayList<>();
    list(server, key).forEach(view -> names.add(view.get("name").asText()));
    return names;
  }
}
