package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token with filters sees what a project would show that has nothing else. */
class FilterLockTest {
  private static final String LOCK = "[{'field':'user_id','op':'is','value':'ada'}]";

  @TempDir static Path data;
  static TestServer server;
  static String key;
  static String alone;
  static String locked;

  @BeforeAll
  static void seed() throws IOException {
    server = new TestServer(data);
    key = server.newKey();
    alone = server.newKey();
    locked = token(LOCK);
    List<String> all = new ArrayList<>();
    List<String> ada = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ObjectNode record = (ObjectNode) TestServer.JSON.readTree(record("/v1/items/" + i % 7));
      record.put("created_at", "2026-03-%02dT%02d:00:00Z".formatted(1 + i % 28, i % 24));
      record.put("user_id", i % 3 == 0 && i > 5 && i < 35 ? "ada" : "bob");
      record.put("status", i % 5 == 0 ? 503 : 200);
      record.put("ip_address", "192.0.2." + i % 4);
      all.add(record.toString());
      if (record.get("user_id").asText().equals("ada")) {
        ada.add(record.toString());
      }
    }
    all.add(record("/open?secret=1").replace("\"ada\"", "\"bob\""));
    server.post("/api/requests", requests(key, all.toArray(String[]::new)));
    server.post("/api/requests", requests(alone, ada.toArray(String[]::new)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'metrics':['requests','users','error_rate'],'totals':true}",
        "{'metrics':['requests'],'dimensions':['user_id'],'limit':100}",
        "{'metrics':['requests'],'dimensions':['time:1d'],'to':'2026-05-01'}",
        "{'metrics':['requests'],'dimensions':['path'],'compare':'previous_period',"
            + "'from':'2026-03-15','to':'2026-04-01'}",
        "{'metrics':['requests'],'search':'status:5xx OR user_id:bob'}",
        "{'metrics':['requests'],'filters':[{'field':'user_id','op':'is','value':'bob'}]}",
        "{'metrics':['requests'],'users':'address','dimensions':['user']}",
        "{'metrics':['requests','first_ever'],'dimensions':['ip_address'],'groups':'new',"
            + "'from':'2026-03-10','to':'2026-04-01'}",
        "{'metrics':['routes'],'dimensions':['path'],'groups':'gone','totals':true,"
            + "'compare':'previous_period','from':'2026-03-20','to':'2026-04-01'}",
        "{'metrics':['requests'],'zone':'Asia/Tokyo','without_query_strings':true}"
      })
  void query_answersAsIfThereWereNothingElse(String query) throws IOException {
    assertThat(answer(locked, query))
        .isEqualTo(answer(alone, query))
        .isNotEqualTo(answer(key, query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1000",
        "starting_after=0",
        "search=status:5xx",
        "search=user_id:bob OR -x",
        "order_by=created_at ascending"
      })
  void log_showsWhatTheLockLetsThrough(String parameters) {
    String query = "?" + parameters.replace(" ", "%20");
    List<String> seen = times(locked, query);
    assertThat(seen).isEqualTo(times(alone, query));
  }

  @Test
  void record_outsideTheLock_isNotThere() {
    int seen = 0;
    for (JsonNode row : server.log(key)) {
      String path = "/api/v1/logs/requests/" + row.get("id").asLong();
      boolean inside = row.get("user_id").asText().equals("ada");
      assertThat(server.get(path, "X-AUTH-TOKEN", locked).status()).isEqualTo(inside ? 200 : 404);
      seen += inside ? 1 : 0;
    }
    assertThat(seen).isPositive();
  }

  @Test
  void cursor_outsideTheLock_isNotThere() {
    int hidden = 0;
    for (JsonNode row : server.log(key)) {
      String path =
          "/api/v1/logs/requests?order_by=response_time+ascending&starting_after="
              + row.get("id").asLong();
      boolean inside = row.get("user_id").asText().equals("ada");
      assertThat(server.get(path, "X-AUTH-TOKEN", locked).status()).isEqualTo(inside ? 200 : 400);
      hidden += inside ? 0 : 1;
    }
    assertThat(hidden).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void export_holdsWhatTheLockLetsThrough(String format) {
    String call = "/api/v1/exports/requests?columns=created_at,user_id&format=" + format;
    String lines = text(server.get(call, "X-AUTH-TOKEN", locked));
    assertThat(lines).contains("ada").doesNotContain("bob");
    assertThat(lines.lines().count())
        .isEqualTo(text(server.get(call, "X-AUTH-TOKEN", alone)).lines().count());
  }

  @Test
  void parquet_holdsWhatTheLockLetsThrough() throws Exception {
    String call = "/api/v1/exports/requests?format=parquet";
    byte[] file = server.get(call, "X-AUTH-TOKEN", locked).raw().body();
    byte[] other = server.get(call, "X-AUTH-TOKEN", alone).raw().body();
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("ada").doesNotContain("bob");
    assertThat(other.length).isBetween(file.length / 2, file.length * 2);
  }

  @Test
  void lock_isNotOpenedByWhatACallSaysOfZonesUsersAndPaths() {
    String day = token("[{'field':'hour','op':'lt','value':6}]");
    for (String zone : List.of("UTC", "Asia/Tokyo", "America/New_York", "-12:00")) {
      assertThat(times(day, "?limit=1000&zone=" + zone))
          .isNotEmpty()
          .allMatch(time -> Integer.parseInt(time.substring(11, 13)) < 6);
    }
    String notAda = token("[{'field':'user','op':'is_not','value':'ada'}]");
    for (String users : List.of("id_or_address", "id_and_address", "address")) {
      JsonNode log =
          server.get("/api/v1/logs/requests?users=" + users, "API-Key", notAda).json().get("data");
      assertThat(log.findValuesAsText("user_id")).isNotEmpty().containsOnly("bob");
    }
    String open = token("[{'field':'path','op':'is','value':'/open'}]");
    assertThat(times(open, "?without_query_strings=true")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /api/data", "GET /api/v1/logs/events"})
  void call_thatCannotBeFiltered_isRefusedWithTheReason(String call) {
    Answer answer = server.get(call.substring(4), "X-AUTH-TOKEN", locked);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().get("message").asText()).contains("filters", "cannot be filtered");
  }

  @Test
  void lock_thatCannotBeReadAnyMore_letsNothingThrough(@TempDir Path folder) {
    String token;
    try (TestServer own = new TestServer(folder)) {
      String owner = own.newKey();
      own.post("/api/requests", requests(owner, record("/a")));
      token =
          own.post(
                  "/api/v1/tokens",
                  "{\"owner\":\"a\",\"scope\":\"read\",\"filters\":"
                      + LOCK.replace('\'', '"')
                      + "}",
                  "API-Key",
                  owner)
              .json()
              .get("token")
              .asText();
      assertThat(own.log(token)).hasSize(1);
    }
    TestDatabase.run(folder, "UPDATE tokens SET filters = replace(filters, 'user_id', 'colour')");
    try (TestServer own = new TestServer(folder)) {
      assertThat(own.log(token)).isEmpty();
    }
  }

  private static ObjectNode answer(String credential, String query) throws IOException {
    Answer answer =
        server.post("/api/v1/query", query.replace('\'', '"'), "X-AUTH-TOKEN", credential);
    ObjectNode json = (ObjectNode) answer.json();
    assertThat(answer.status()).as(json.toString()).isEqualTo(200);
    json.remove("elapsed_ms");
    ((ObjectNode) json.get("range")).remove("to");
    return json;
  }

  private static List<String> times(String credential, String query) {
    Answer answer = server.get("/api/v1/logs/requests" + query, "X-AUTH-TOKEN", credential);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json().get("data").findValuesAsText("created_at");
  }

  private static String text(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }

  private static String token(String filters) {
    String terms = "{'owner':'a','scope':'read','filters':" + filters + "}";
    Answer made = server.post("/api/v1/tokens", terms.replace('\'', '"'), "X-AUTH-TOKEN", key);
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.json().get("token").asText();
  }
}
