package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {
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
  void post_withEveryField_isAnsweredAndReadBack() {
    String body =
        """
        {"requests":[{"hostname":"h","ip_address":"8.8.8.8","path":"/a%20b","user_agent":"ua",
          "method":"PROPFIND","status":207,"response_time":1,"response_time_us":1499,"user_id":"u",
          "created_at":"NOW","route":"PROPFIND /{x}","request_bytes":1,"response_bytes":0,
          "error":"java.io.IOException","session_id":"s","user_group":"g","referrer":"r",
          "trace_id":"t","weight":2.5,"unknown":{"a":[1]}}],
         "service":"shop","environment":"prod","instance":"i","version":"1","framework":"Servlet",
         "dropped":{"QUEUE_FULL":3},"later":[{}],"privacy_level":0,"api_key":"KEY"}
        """
            .replace("NOW", Instant.now().minusSeconds(1).toString())
            .replace("KEY", key);

    Answer answer = server.post("/api/requests", body);

    assertThat(answer.json().toString())
        .isEqualTo(
            "{\"message\":\"API requests logged successfully.\",\"status\":201,\"accepted\":1,"
                + "\"rejected_count\":0,\"rejected\":[]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Footfall-Server")).isEqualTo("0.1.0");
    assertThat(answer.header("Footfall-Flush-Interval")).isEqualTo("5");
    JsonNode stored = server.log(key).get(0);
    assertThat(stored.toString())
        .contains(
            "\"framework\":\"Servlet\",\"privacy_level\":0,\"service\":\"shop\"",
            "\"environment\":\"prod\",\"instance\":\"i\",\"version\":\"1\",\"status\":207",
            "\"response_time\":1,\"response_time_us\":1499,\"request_bytes\":1",
            "\"response_bytes\":0,\"weight\":2.5,\"hostname\":\"h\",\"ip_address\":\"8.8.8.8\"",
            "\"location\":\"US\",\"path\":\"/a%20b\",\"route\":\"PROPFIND /{x}\"",
            "\"user_agent\":\"ua\",\"method\":\"PROPFIND\",\"error\":\"java.io.IOException\"",
            "\"user_id\":\"u\",\"user_group\":\"g\",\"session_id\":\"s\",\"referrer\":\"r\"",
            "\"trace_id\":\"t\",\"client\":\"ua\",\"os\":null,\"device\":null",
            "\"traffic\":\"api_client\",\"api_version\":null",
            "\"operation\":\"PROPFIND /{x}\"");
  }

  @Test
  void request_isStoredWithWhatItsAgentAndPathTell() {
    String agent =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
    server.post(
        "/api/requests",
        requests(
            key,
            record("path", "\"/v2/items/42?x=1\"").replace("curl/8.0.1", agent),
            record("route", "\"/v1/{kind}\""),
            record("path", null)));

    JsonNode log = server.log(key);
    assertThat(log.get(2).toString())
        .contains(
            "\"client\":\"Safari\",\"os\":\"iOS\",\"device\":\"mobile\"",
            "\"traffic\":\"browser\",\"api_version\":\"v2\",\"operation\":\"GET /v2/items/{id}\"",
            "\"path\":\"/v2/items/42?x=1\",\"route\":null");
    assertThat(log.get(1).get("operation").asText()).isEqualTo("GET /v1/{kind}");
    assertThat(log.get(1).get("client").asText()).isEqualTo("curl");
    assertThat(log.get(0).get("operation").isNull()).isTrue();
  }

  @Test
  void derivedFields_ofAClient_areIgnored() {
    String tooLong = "x".repeat(3000);
    for (String field :
        new String[] {
          "location", "client", "os", "device", "traffic", "api_version", "operation", "route_rule"
        }) {
      Answer answer =
          server.post("/api/requests", requests(key, record(field, "\"" + tooLong + "\"")));
      assertThat(answer.status()).isEqualTo(201);
      JsonNode stored = server.log(key).get(0);
      assertThat(stored.has(field)).isTrue();
      assertThat(stored.get(field).asText()).doesNotContain("xxx");
      assertThat(stored.has("cut")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "created_at | -",
        "created_at | null",
        "created_at | 12",
        "created_at | \"2026-11-20\"",
        "created_at | \"2026-11-20T22:00:00\"",
        "created_at | \"2026-02-30T22:00:00.000Z\"",
        "created_at | \"2026-11-20T24:00:00.123Z\"",
        "created_at | \"1999-11-20T22:00:00Z\"",
        "created_at | \"9999-11-20T22:00:00Z\"",
        "status | -",
        "status | 99",
        "status | 600",
        "status | 200.0",
        "status | \"200\"",
        "status | 99999999999999999999999999",
        "response_time | -",
        "response_time | -1",
        "response_time | 1.5",
        "response_time | \"12\"",
        "response_time | 1e3",
        "response_time | 9223372036854775807",
        "response_time_us | -5",
        "method | -",
        "method | \"\"",
        "method | null",
        "method | 5",
        "method | [\"GET\"]",
        "weight | 0",
        "weight | 1000001",
        "weight | 0.5",
        "weight | \"2\"",
        "path | 7",
        "path | {\"a\":1}",
        "user_id | true",
        "hostname | []",
        "request_bytes | -1",
        "ip_address | \"unknown\"",
        "ip_address | \"localhost\"",
        "ip_address | \"1.2.3.4:80\"",
        "ip_address | \"[::1]\"",
        "ip_address | \"fe80::1%eth0\"",
        "ip_address | \"1.2.3\"",
        "ip_address | \"1.2.3.256\"",
        "ip_address | \"01.2.3.4\"",
        "ip_address | \"1::2::3\"",
        "ip_address | \"1:2:3:4:5:6:7\"",
        "ip_address | \"::1.2.3\"",
        "ip_address | [\"1.2.3.4\"]"
      })
  void record_withBadField_isRefusedAlone(String field, String json) {
    Answer answer =
        server.post("/api/requests", requests(key, record("/good"), record(field, json)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected_count").asInt()).isEqualTo(1);
    JsonNode rejected = answer.json().get("rejected").get(0);
    assertThat(rejected.get("index").asInt()).isEqualTo(1);
    assertThat(rejected.get("field").asText()).isEqualTo(field);
    assertThat(rejected.get("reason").asText()).isNotBlank();
    assertThat(server.log(key)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1.2.3.4", "::", "::1", "2001:db8::8:800:200c:417a", "::ffff:1.2.3.4"})
  void address_thatIsABareLiteral_isAccepted(String address) {
    server.post("/api/requests", requests(key, record("ip_address", "\"" + address + "\"")));

    assertThat(server.log(key).get(0).get("ip_address").asText("")).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T22:00:00.123Z, 2026-11-20T22:00:00.123Z",
    "2026-11-20T22:00:00Z, 2026-11-20T22:00:00Z",
    "2026-11-20T22:00:00.123456+01:00, 2026-11-20T21:00:00.123456Z",
    "2024-02-29T00:00:00.001Z, 2024-02-29T00:00:00.001Z",
    "2026-11-20T22:00:00.123456789-05:30, 2026-11-21T03:30:00.123456Z"
  })
  void createdAt_withOffset_isKeptToTheMicrosecond(String sent, String stored) {
    server.post("/api/requests", requests(key, record("created_at", "\"" + sent + "\"")));

    assertThat(server.log(key).get(0).get("created_at").asText()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({"0, true, US", "1, false, US", "2, false, null"})
  void address_atEachPrivacyLevel_isStoredOnlyAtNought(int level, boolean kept, String country) {
    String body = requests(key, record("/a"));
    server.post(
        "/api/requests",
        body.substring(0, body.length() - 1) + ",\"privacy_level\":" + level + "}");

    JsonNode stored = server.log(key).get(0);
    assertThat(stored.get("ip_address").asText()).isEqualTo(kept ? "8.8.8.8" : "null");
    assertThat(stored.get("location").asText()).isEqualTo(country);
  }

  @Test
  void text_thatIsTooLong_isCutBetweenCodePointsAndFlagged() {
    String text = "x" + "\uD83D\uDE00".repeat(600);
    server.post("/api/requests", requests(key, record("path", "\"" + text + "\"")));

    JsonNode stored = server.log(key).get(0);
    assertThat(stored.get("path").asText()).isEqualTo("x" + "\uD83D\uDE00".repeat(511));
    assertThat(stored.get("cut").toString()).isEqualTo("[\"path\"]");
  }

  @Test
  void text_withNulOrLoneSurrogate_getsTheReplacementCharacter() {
    server.post(
        "/api/requests",
        requests(key, record("path", "\"a\\u0000b\\ud800c\\udc00\\ud83d\\ude00\"")));

    assertThat(server.log(key).get(0).get("path").asText())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uD83D\uDE00");
  }

  @Test
  void record_withAFieldTwice_isRefusedAlone() {
    String twice = record("/a").replace("{", "{\"path\":\"/b\",");
    Answer answer = server.post("/api/requests", requests(key, twice, record("/c")));

    assertThat(answer.json().get("rejected").get(0).get("field").asText()).isEqualTo("path");
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void post_withMoreRefusalsThanListed_countsThemExactly() {
    String[] records = new String[1501];
    for (int i = 0; i < 1500; i++) {
      records[i] = "{}";
    }
    records[1500] = record("/good");

    JsonNode answer = server.post("/api/requests", requests(key, records)).json();

    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.get("rejected_count").asInt()).isEqualTo(1500);
    assertThat(answer.get("rejected")).hasSize(1000);
  }

  @Test
  void post_ofOnlyBadRecords_isA400WithTheReasons() {
    Answer answer = server.post("/api/requests", requests(key, "{}", "3", "null"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asText()).isEqualTo("Invalid request data.");
    assertThat(answer.json().get("rejected")).hasSize(3);
  }

  @Test
  void post_ofTheMostRecords_isAccepted_andOneMoreIsRefused() {
    String record = record("/many");
    String[] most = IntStream.range(0, 20_000).mapToObj(i -> record).toArray(String[]::new);
    assertThat(server.post("/api/log-request", requests(key, most)).json().get("accepted").asInt())
        .isEqualTo(20_000);

    String[] more = IntStream.range(0, 20_001).mapToObj(i -> "{}").toArray(String[]::new);
    assertThat(server.post("/api/log-request", requests(key, more)).status()).isEqualTo(413);
  }

  @Test
  void events_areStoredAndReadBack() {
    String now = Instant.now().minus(Duration.ofMinutes(1)).toString();
    Answer answer =
        server.post(
            "/api/events",
            """
            {"api_key":"%s","service":"shop","events":[{"name":"report.exported","source":"job",
              "outcome":"ok","user_id":"u","object":"report/1","created_at":"%s","duration_us":5,
              "value":12.5,"currency":"EUR","inputs":{"a":[1,{"b":null}]},"properties":{}},
              {"name":"bad","created_at":"%s","inputs":[]},{"created_at":"%s"}]}
            """
                .formatted(key, now, now, now));

    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected").toString())
        .contains("\"index\":1,\"field\":\"inputs\"", "\"index\":2,\"field\":\"name\"");
    JsonNode events = server.get("/api/v1/logs/events", "API-Key", key).json().get("data");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).toString())
        .contains(
            "\"service\":\"shop\"",
            "\"duration_us\":5,\"value\":12.5,\"name\":\"report.exported\"",
            "\"inputs\":{\"a\":[1,{\"b\":null}]},\"outputs\":null,\"properties\":{}");
  }

  @Test
  void event_withValueOrDuration_isReadBackWithIt() {
    String event = "{\"name\":\"%s\",\"created_at\":\"" + Instant.now() + "\"%s}";
    server.post(
        "/api/events",
        "{\"api_key\":\"%s\",\"events\":[%s,%s]}"
            .formatted(
                key,
                event.formatted("bought", ",\"value\":12.5"),
                event.formatted("timed", ",\"duration_us\":5")));

    JsonNode events = server.get("/api/v1/logs/events", "API-Key", key).json().get("data");
    assertThat(events.get(0).toString()).contains("\"duration_us\":5,\"value\":null");
    assertThat(events.get(1).toString()).contains("\"duration_us\":null,\"value\":12.5");
  }

  @Test
  void routes_areNoted() {
    Answer answer =
        server.post(
            "/api/routes",
            "{\"api_key\":\"%s\",\"service\":\"s\",\"routes\":[\"GET /a\",7]}".formatted(key));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
  }
}
