package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {
  @TempDir static Path data;
  static TestServer server;
  String key;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newKey() {
    key = server.newKey();
  }

  @Test
  void data_isOldestFirst_whateverTheOrderOfArrival() {
    post(at("/second", "2026-11-02T00:00:00Z"), at("/third", "2026-11-03T00:00:00Z"));
    post(at("/first", "2026-11-01T00:00:00Z"));

    assertThat(paths("")).containsExactly("/first", "/second", "/third");
    assertThat(data("").get(0).toString())
        .isEqualTo(
            "{\"hostname\":\"api.example.com\",\"ip_address\":\"8.8.8.8\",\"path\":\"/first\","
                + "\"user_agent\":\"curl/8.0.1\",\"method\":0,\"status\":200,"
                + "\"response_time\":12,\"location\":\"US\",\"user_id\":\"ada\","
                + "\"created_at\":\"2026-11-01T00:00:00Z\"}");
  }

  @Test
  void data_byDay_includesBothEnds() {
    post(
        at("/1", "2026-10-31T23:59:59.999Z"),
        at("/2", "2026-11-01T00:00:00Z"),
        at("/3", "2026-11-02T23:59:59.999999Z"),
        at("/4", "2026-11-03T00:00:00Z"));

    assertThat(paths("?dateFrom=2026-11-01&dateTo=2026-11-02")).containsExactly("/2", "/3");
    assertThat(paths("?dateFrom=2026-11-02")).containsExactly("/3", "/4");
    assertThat(paths("?dateTo=2026-11-01")).containsExactly("/1", "/2");
    assertThat(paths("?date=2026-11-03&dateFrom=2026-10-01")).containsExactly("/4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostname=other.example",
        "ipAddress=192.0.2.7",
        "ip=192.0.2.7",
        "status=404",
        "userId=bob",
        "userID=bob",
        "user_id=bob",
        "status=404&userId=bob"
      })
  void data_filtered_givesOnlyWhatMatches(String filter) {
    post(
        record("/mine"),
        record("/other")
            .replace("api.example.com", "other.example")
            .replace("8.8.8.8", "192.0.2.7")
            .replace("200", "404")
            .replace("ada", "bob"));

    assertThat(paths("?" + filter)).containsExactly("/other");
    assertThat(paths("?location=US")).containsExactly("/mine");
  }

  @Test
  void data_compact_beginsWithTheColumnNames() {
    post(record("/a").replace("\"user_agent\":\"curl/8.0.1\",", ""));

    JsonNode rows = data("?compact=true");
    assertThat(rows.get(0).toString())
        .isEqualTo(
            "[\"hostname\",\"ip_address\",\"path\",\"user_agent\",\"method\",\"status\","
                + "\"response_time\",\"location\",\"user_id\",\"created_at\"]");
    assertThat(rows.get(1).get(2).asText()).isEqualTo("/a");
    assertThat(rows.get(1).get(3).asText()).isEmpty();
  }

  @Test
  void data_pagesHoldEveryRecordOnce() {
    String[] records =
        IntStream.range(0, 17_500).mapToObj(i -> record("/" + i)).toArray(String[]::new);
    for (int i = 0; i < 3; i++) {
      post(records);
    }

    assertThat(data("?page=1")).hasSize(50_000);
    assertThat(data("?page=2")).hasSize(2_500);
    assertThat(data("?page=3")).isEmpty();
    assertThat(shared("?page=0").get("requests")).hasSize(52_500);
  }

  @Test
  void sharedRequests_haveTheShapeOfTheExistingService() {
    post(
        at("/a", "2026-11-01T00:00:00Z"),
        at("/b", "2026-11-02T00:00:00Z").replace("GET", "TRACE").replace("curl/8.0.1", "x"));

    JsonNode answer = shared("");
    assertThat(answer.get("requests").get(1).toString())
        .isEqualTo(
            "[\"8.8.8.8\",\"/b\",\"api.example.com\",2,8,12,200,\"US\",\"ada\","
                + "\"2026-11-02T00:00:00Z\"]");
    assertThat(answer.get("user_agents").toString())
        .isEqualTo("{\"1\":\"curl/8.0.1\",\"2\":\"x\"}");
    assertThat(shared("/2").get("requests")).isEmpty();
    assertThat(shared("?page=2").get("requests")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/requests/abc", "/api/requests/00000000-0000-4000-8000-000000000000"})
  void sharedRequests_ofABadId_areA400(String path) {
    assertThat(server.get(path).status()).isEqualTo(400);
  }

  @Test
  void sharedRequests_ofABadPage_areA400() {
    String id = server.get("/api/user-id/" + key).json().asText();
    assertThat(server.get("/api/requests/" + id + "/x").status()).isEqualTo(400);
    assertThat(server.get("/api/requests/" + id + "?page=-1").status()).isEqualTo(400);
    assertThat(server.get("/api/requests/" + id + "?pages=1").status()).isEqualTo(400);
    assertThat(server.get("/api/requests/" + key).status()).isEqualTo(400);
  }

  @Test
  void log_byTheLoopOfTheProtocol_givesEveryRecordOnceAndEnds() {
    for (int i = 0; i < 25; i++) {
      post(record("/" + i));
    }
    List<Long> ids = new ArrayList<>();
    long cursor = 0;
    while (true) {
      JsonNode rows = log("?limit=10&order_by=Id%20descending&ending_before=" + cursor).get("data");
      if (rows.isEmpty()) {
        break;
      }
      rows.forEach(row -> ids.add(row.get("id").asLong()));
      cursor = ids.get(ids.size() - 1);
    }
    assertThat(ids)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void log_forwards_givesWhatCameAfter() {
    post(record("/1"), record("/2"), record("/3"));
    JsonNode newest = log("?limit=2");
    long first = newest.get("data").get(1).get("id").asLong() - 1;

    assertThat(newest.get("has_more").asBoolean()).isTrue();
    JsonNode later = log("?order_by=Id+ascending&starting_after=" + first);
    assertThat(later.get("data").findValuesAsText("path")).containsExactly("/2", "/3");
    assertThat(later.get("has_more").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?ending_before=0", "?starting_after=0", "?ending_before=17"})
  void log_thatIsEmpty_isAnEmptyList(String query) {
    assertThat(log(query).toString()).isEqualTo("{\"data\":[],\"has_more\":false}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=x",
        "ending_before=-1",
        "starting_after=x",
        "starting_after=1&ending_before=2",
        "order_by=Id",
        "order_by=Id+ascending",
        "order_by=Id+descending&starting_after=1",
        "cursor=1"
      })
  void log_withABadParameter_isA400(String query) {
    Answer answer = server.get("/api/v1/logs/requests?" + query, "X-AUTH-TOKEN", key);
    MalformedInputTest.assertError(answer, 400, answer.json().path("field").asText(null));
    assertThat(answer.json().has("field")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/data",
    "GET, /api/v1/logs/requests",
    "GET, /api/v1/logs/events",
    "DELETE, /api/data",
    "DELETE, /api/account"
  })
  void call_withoutAKnownKey_isA401(String method, String path) {
    post(record("/a"));
    MalformedInputTest.assertError(server.send(method, path, null), 401, "X-AUTH-TOKEN");
    for (String wrong : List.of("x", "00000000-0000-4000-8000-000000000000")) {
      MalformedInputTest.assertError(
          server.send(method, path, null, "X-AUTH-TOKEN", wrong), 401, "X-AUTH-TOKEN");
    }
    assertThat(paths("")).hasSize(1);
  }

  @Test
  void key_isTakenFromEachHeader() {
    post(record("/a"));
    assertThat(server.get("/api/data", "API-Key", key).json()).hasSize(1);
    assertThat(server.get("/api/data", "X-AUTH-TOKEN", key.toUpperCase()).json()).hasSize(1);
    assertThat(server.get("/api/data", "Authorization", "Bearer " + key).json()).hasSize(1);
  }

  @Test
  void userId_isAlwaysTheSame_andOnlyForKnownKeys() {
    String id = server.get("/api/user-id/" + key).json().asText();
    assertThat(id).isNotEqualTo(key);
    assertThat(server.get("/api/user-id/" + key).json().asText()).isEqualTo(id);
    assertThat(server.get("/api/user-id/00000000-0000-4000-8000-000000000000").status())
        .isEqualTo(401);
    assertThat(server.get("/api/user-id/nonsense").status()).isEqualTo(401);
    assertThat(server.get("/api/data", "X-AUTH-TOKEN", id).status()).isEqualTo(401);
  }

  @Test
  void deletion_takesTheRecordsOfThisKeyOnly_andNeverReusesIds() {
    String other = server.newKey();
    post(record("/a"));
    server.post("/api/requests", requests(other, record("/b")));
    long last = server.log(other).get(0).get("id").asLong();

    assertThat(server.get("/api/delete/" + key).status()).isEqualTo(405);
    assertThat(paths("")).hasSize(1);
    assertThat(server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", key).status())
        .isEqualTo(200);

    assertThat(paths("")).isEmpty();
    assertThat(server.log(other)).hasSize(1);
    post(record("/again"));
    assertThat(server.log(key).get(0).get("id").asLong()).isGreaterThan(last);
    assertThat(server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", key).status())
        .isEqualTo(200);
    assertThat(server.get("/api/data", "X-AUTH-TOKEN", key).status()).isEqualTo(401);
    assertThat(server.post("/api/requests", requests(key, record("/c"))).status()).isEqualTo(401);
  }

  @Test
  void method_thatAPathDoesNotTake_isA405ThatSaysWhich() {
    Answer answer = server.send("PUT", "/api/data", null);
    MalformedInputTest.assertError(answer, 405, null);
    assertThat(answer.header("Allow")).contains("GET", "DELETE");
    MalformedInputTest.assertError(server.get("/nowhere"), 404, null);
  }

  @Test
  void answer_isGzipped_whenAskedAndLongEnough() {
    post(record("/a"));
    Answer shortOne = server.get("/api/data", "X-AUTH-TOKEN", key, "Accept-Encoding", "gzip");
    assertThat(shortOne.header("Content-Encoding")).isNull();
    assertThat(shortOne.json()).hasSize(1);

    post(record("/" + "a".repeat(1_500)));
    assertThat(
            server
                .get("/api/data", "X-AUTH-TOKEN", key, "Accept-Encoding", "gzip")
                .header("Content-Encoding"))
        .isEqualTo("gzip");
    assertThat(
            server
                .get("/api/data", "X-AUTH-TOKEN", key, "Accept-Encoding", "gzip;q=0")
                .header("Content-Encoding"))
        .isNull();
  }

  @Test
  void health_isGood() {
    assertThat(server.get("/api/health").json().get("status").asText()).isEqualTo("healthy");
  }

  private static String at(String path, String createdAt) {
    return record("created_at", "\"" + createdAt + "\"").replace("/v1/items", path);
  }

  private void post(String... records) {
    assertThat(server.post("/api/requests", requests(key, records)).status()).isEqualTo(201);
  }

  private JsonNode data(String query) {
    return server.get("/api/data" + query, "X-AUTH-TOKEN", key).json();
  }

  private List<String> paths(String query) {
    return data(query).findValuesAsText("path");
  }

  private JsonNode log(String query) {
    return server.get("/api/v1/logs/requests" + query, "X-AUTH-TOKEN", key).json();
  }

  private JsonNode shared(String rest) {
    String id = server.get("/api/user-id/" + key).json().asText();
    return server.get("/api/requests/" + id + rest).json();
  }
}
