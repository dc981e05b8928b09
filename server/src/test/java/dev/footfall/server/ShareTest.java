package dev.footfall.server;

import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever comes by a share link sees, and what not. */
class ShareTest {
  private static final String LATER = "2999-01-01T00:00:00Z";
  private static final String[] ADDRESSES = {
    "203.0.113.77", "198.51.100.23", "2001:db8:77:1::beef", "::ffff:203.0.113.77", "2001:db8::77"
  };

  @TempDir static Path data;
  @TempDir static Path files;
  private static TestServer server;
  private static String key;
  private static String share;

  @BeforeAll
  static void seed() throws IOException {
    server = new TestServer(data);
    key = server.newKey();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ObjectNode record = (ObjectNode) TestServer.JSON.readTree(TestServer.record("/items/" + i));
      record.put("ip_address", ADDRESSES[i % ADDRESSES.length]);
      record.put("created_at", Instant.now().minus(Duration.ofHours(6L * i + 1)).toString());
      record.put("status", i % 3 == 0 ? 500 : 200);
      if (i % 2 == 0) {
        record.remove("user_id");
      }
      records.add(record.toString());
    }
    server.post("/api/requests", requests(key, records.toArray(String[]::new)));
    share = made("").path("token").asText();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode made(String members) {
    Answer answer =
        server.post(
            "/api/v1/shares",
            "{\"name\":\"for the board\",\"expires_at\":\"%s\"%s}"
                .formatted(LATER, members.replace('\'', '"')),
            "X-AUTH-TOKEN",
            key);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    return answer.json();
  }

  private static Answer query(String credential, String members) {
    String body = "{" + members.replace('\'', '"') + "}";
    return server.post("/api/v1/query", body, "X-AUTH-TOKEN", credential);
  }

  private static int count(String credential, String members) {
    String all = "'metrics':['requests']" + (members.isEmpty() ? "" : "," + members);
    return query(credential, all).json().at("/rows/0/0").asInt();
  }

  @Test
  void link_hasItsSecretBehindTheHash() {
    JsonNode made = made("");

    assertThat(made.path("url").asText())
        .isEqualTo(server.url() + "/share#" + made.path("token").asText());
    assertThat(server.get("/share").status()).isEqualTo(200);
    assertThat(new String(server.get("/share").raw().body())).contains("<footfall-app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'metrics':['requests'],'dimensions':['ip_address'],'limit':100",
        "'metrics':['requests'],'dimensions':['user'],'limit':100",
        "'metrics':['requests','users'],'dimensions':['user'],'users':'address'",
        "'metrics':['requests'],'dimensions':['user'],'users':'id_and_address'",
        "'metrics':['requests'],'dimensions':['user','ip_address'],'compare':'previous_period'"
      })
  void query_hasNoAddress(String members) {
    assertThat(addresses(query(key, members))).isPositive();
    assertThat(query(share, members).status()).isEqualTo(200);
    assertThat(addresses(query(share, members))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/logs/requests?limit=1000",
        "/api/v1/logs/requests?limit=1000&starting_after=0",
        "/api/v1/logs/requests?limit=1000&order_by=response_time%20descending",
        "/api/v1/logs/requests?limit=1000&order_by=created_at%20ascending",
        "/api/v1/exports/requests?format=csv",
        "/api/v1/exports/requests?format=csv&columns=id,ip_address",
        "/api/v1/exports/requests?format=ndjson"
      })
  void records_haveNoAddress(String path) {
    assertThat(addresses(server.get(path, "X-AUTH-TOKEN", key))).isPositive();
    Answer seen = server.get(path, "X-AUTH-TOKEN", share);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(addresses(seen)).isZero();
    assertThat(new String(seen.raw().body()))
        .contains("203.0.113.0/24", "198.51.100.0/24", "2001:db8:77::/48", "2001:db8::/48");
  }

  @Test
  void oneRequest_hasNoAddress() {
    for (JsonNode row : server.log(key)) {
      String path = "/api/v1/logs/requests/" + row.path("id").asLong();
      assertThat(addresses(server.get(path, "X-AUTH-TOKEN", share))).isZero();
    }
  }

  @Test
  void parquet_hasNoAddress() throws Exception {
    String path = "/api/v1/exports/requests?format=parquet";
    assertThat(parquet(server.get(path, "X-AUTH-TOKEN", key))).contains(ADDRESSES[0]);
    assertThat(parquet(server.get(path, "X-AUTH-TOKEN", share)))
        .contains("203.0.113.0/24")
        .doesNotContain(ADDRESSES);
  }

  private static String parquet(Answer answer) throws Exception {
    Path file = files.resolve("a.parquet");
    Files.write(file, answer.raw().body());
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT string_agg(ip_address, ' ') FROM read_parquet('" + file + "')")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void explanation_hasNoAddress() {
    String body = "{\"metric\":\"requests\",\"dimensions\":[\"user\"],\"limit\":100}";
    String ago = Instant.now().minus(Duration.ofDays(5)).toString();
    body = body.replace("}", ",\"from\":\"" + ago + "\"}");
    assertThat(addresses(server.post("/api/v1/explain", body, "X-AUTH-TOKEN", key))).isPositive();
    Answer seen = server.post("/api/v1/explain", body, "X-AUTH-TOKEN", share);
    assertThat(addresses(seen)).isZero();
    assertThat(new String(seen.raw().body())).contains("203.0.113.0/24");
  }

  /** How many of the addresses, whole or the part that is to be masked, are in an answer. */
  private static int addresses(Answer answer) {
    String text = new String(answer.raw().body(), StandardCharsets.UTF_8);
    int found = 0;
    for (String address : ADDRESSES) {
      found += text.contains(address) ? 1 : 0;
    }
    return found + (text.contains("beef") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'filters':[{'field':'ip_address','op':'is','value':'203.0.113.77'}]",
        "'filters':[{'field':'ip_address','op':'matches','value':'*.77'}]",
        "'filters':[{'field':'ip_address','op':'contains','value':'113.7'}]",
        "'filters':[{'field':'ip_address','op':'in','value':['203.0.113.77']}]",
        "'filters':[{'field':'user','op':'is','value':'203.0.113.77'}]",
        "'filters':[{'field':'user','op':'matches','value':'203.0.113.7?'}]",
        "'users':'address','filters':[{'field':'user','op':'is','value':'203.0.113.77'}]",
        "'users':'id_and_address','filters':[{'field':'user','op':'matches','value':'*.77'}]",
        "'search':'203.0.113.77'",
        "'search':'beef'",
        "'search':'ip:~113.77'",
        "'search':'ip:203.0.113.77 OR ip:*beef'"
      })
  void address_isNotGuessed(String members) {
    assertThat(count(key, members)).isPositive();
    assertThat(count(share, members)).isZero();
  }

  @Test
  void network_canBeAskedFor() {
    String network = "'filters':[{'field':'ip_address','op':'is','value':'203.0.113.0/24'}]";
    assertThat(count(share, network)).isEqualTo(12);
    assertThat(count(key, network)).isZero();
  }

  @Test
  void users_areAsManyAsForTheOwner() {
    for (String users : List.of("id_or_address", "address", "id_and_address")) {
      String query = "'metrics':['users'],'totals':true,'users':'" + users + "'";
      assertThat(query(share, query).json().path("totals"))
          .isEqualTo(query(key, query).json().path("totals"));
    }
  }

  @Test
  void filters_narrowAlone() {
    String failing =
        made(",'filters':[{'field':'status','op':'is','value':500}]").path("token").asText();

    assertThat(count(failing, "")).isEqualTo(20);
    assertThat(count(failing, "'search':'status:200 OR status:500'")).isEqualTo(20);
    assertThat(count(failing, "'filters':[{'field':'status','op':'is','value':200}]")).isZero();
    assertThat(server.log(failing)).hasSize(20);
  }

  @Test
  void period_isHeldTo() {
    Instant now = Instant.now();
    String week = made(",'last_days':7").path("token").asText();
    String past =
        made(",'from':'%s','to':'%s'"
                .formatted(now.minus(Duration.ofDays(5)), now.minus(Duration.ofDays(2))))
            .path("token")
            .asText();

    assertThat(count(week, "'from':'2000-01-01','to':'2100-01-01'")).isEqualTo(28);
    assertThat(count(past, "'from':'2000-01-01','to':'2100-01-01'")).isEqualTo(12);
    assertThat(server.log(past)).hasSize(12);
    assertThat(count(past, "")).isEqualTo(12);
    int seen = 0;
    for (JsonNode row : server.log(key)) {
      String path = "/api/v1/logs/requests/" + row.path("id").asLong();
      seen += server.get(path, "X-AUTH-TOKEN", past).status() == 200 ? 1 : 0;
    }
    assertThat(seen).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name | {'expires_at':'2999-01-01'}",
        "expires_at | {'name':'a'}",
        "expires_at | {'name':'a','expires_at':'2020-01-01'}",
        "to | {'name':'a','expires_at':'2999-01-01','from':'2026-01-02','to':'2026-01-01'}",
        "last_days | {'name':'a','expires_at':'2999-01-01','from':'2026-01-02','last_days':3}",
        "last_days | {'name':'a','expires_at':'2999-01-01','last_days':0}",
        "scope | {'name':'a','expires_at':'2999-01-01','scope':'admin'}",
        "filters | {'name':'a','expires_at':'2999-01-01','filters':{}}",
        "filters | {'name':'a','expires_at':'2999-01-01',"
            + "'filters':[{'field':'ip_address','op':'is','value':'192.0.2.1'}]}",
        "filters | {'name':'a','expires_at':'2999-01-01',"
            + "'filters':[{'field':'user','op':'is','value':'192.0.2.1'}]}"
      })
  void aMistake_isNamed(String field, String body) {
    Answer answer = server.post("/api/v1/shares", body.replace('\'', '"'), "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("field").asText()).isEqualTo(field);
  }

  @Test
  void revoked_itOpensNothing_noLongerItsSessionEither() {
    JsonNode made = made("");
    String token = made.path("token").asText();
    Answer signedIn = server.post("/api/v1/session", "{\"key\":\"" + token + "\"}");
    String cookie = signedIn.header("Set-Cookie").split(";")[0];
    assertThat(signedIn.json().path("shared").path("last_days").isNull()).isTrue();
    String log = "/api/v1/logs/requests";
    assertThat(server.get(log, "Cookie", cookie).status()).isEqualTo(200);
    String path = "/api/v1/shares/" + made.path("id").asInt();
    String asToken = path.replace("shares", "tokens");
    assertThat(server.send("DELETE", asToken, null, "X-AUTH-TOKEN", key).status()).isEqualTo(404);
    assertThat(server.send("DELETE", path, null, "X-AUTH-TOKEN", key).status()).isEqualTo(200);

    assertThat(server.get(log, "X-AUTH-TOKEN", token).status()).isEqualTo(401);
    assertThat(server.get(log, "Cookie", cookie).status()).isEqualTo(401);
    assertThat(server.post("/api/v1/session", "{\"key\":\"" + token + "\"}").status())
        .isEqualTo(401);
  }

  @Test
  void expired_itOpensNothing() throws InterruptedException {
    Instant soon = Instant.now().plusMillis(1500);
    String body = "{\"name\":\"a\",\"expires_at\":\"%s\"}".formatted(soon);
    String token =
        server.post("/api/v1/shares", body, "X-AUTH-TOKEN", key).json().path("token").asText();
    assertThat(query(token, "'metrics':['requests']").status()).isEqualTo(200);
    while (Instant.now().isBefore(soon)) {
      Thread.sleep(50);
    }
    assertThat(query(token, "'metrics':['requests']").json().path("message").asText())
        .startsWith("This share link expired at ");
  }

  @Test
  void lists_andTheAuditLog_nameItWithoutItsSecret() {
    JsonNode made = made(",'last_days':30");
    String id = made.path("id").asText();
    String token = made.path("token").asText();
    server.send("DELETE", "/api/v1/shares/" + id, null, "X-AUTH-TOKEN", key);
    String shares = new String(server.get("/api/v1/shares", "X-AUTH-TOKEN", key).raw().body());
    String tokens = new String(server.get("/api/v1/tokens", "X-AUTH-TOKEN", key).raw().body());
    JsonNode audit = server.get("/api/v1/logs/audit", "X-AUTH-TOKEN", key).json().path("data");

    assertThat(shares).contains("\"id\":" + id + ",\"name\":\"for the board\"", "\"last_days\":30");
    assertThat(shares).doesNotContain(token);
    assertThat(tokens).doesNotContain("for the board");
    assertThat(audit.get(0).path("action").asText()).isEqualTo("share.revoke");
    assertThat(audit.get(1).path("action").asText()).isEqualTo("share.create");
    assertThat(audit.get(1).path("object").asText()).isEqualTo("share " + id);
    assertThat(audit.get(1).at("/after/last_days").asInt()).isEqualTo(30);
    assertThat(audit.toString()).doesNotContain(token);
  }

  @Test
  void restart_keepsIt(@TempDir Path folder) {
    String token;
    try (TestServer first = new TestServer(folder)) {
      String own = first.newKey();
      first.post("/api/requests", requests(own, TestServer.record("/a")));
      String body = "{\"name\":\"a\",\"expires_at\":\"%s\",\"last_days\":1}".formatted(LATER);
      token = first.post("/api/v1/shares", body, "X-AUTH-TOKEN", own).json().path("token").asText();
    }
    try (TestServer second = new TestServer(folder)) {
      JsonNode row = second.log(token).get(0);
      assertThat(row.path("ip_address").asText()).isEqualTo("8.8.8.0/24");
      assertThat(second.get("/api/v1/keys", "X-AUTH-TOKEN", token).status()).isEqualTo(403);
    }
  }

  @Test
  void ids_ofTheOwnersQueries_areOutOfReach() {
    String id = URLEncoder.encode("mine", StandardCharsets.UTF_8);
    assertThat(server.send("DELETE", "/api/v1/query/" + id, null, "X-AUTH-TOKEN", share).status())
        .isEqualTo(404);
  }
}
