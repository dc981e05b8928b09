package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
  @TempDir static Path data;
  static TestServer server;
  static String key;
  static String otherKey;

  @BeforeAll
  static void seed() {
    server = new TestServer(data);
    key = server.newKey();
    otherKey = server.newKey();
    String slow = monday(record("response_time", "900").replace("/v1/items", "/slow?a=1"));
    String failed =
        monday(record("status", "503").replace("/v1/items", "/failed").replace("ada", "bob"));
    String old =
        record("created_at", "\"2026-03-29T00:30:00Z\"")
            .replace("/v1/items", "/old")
            .replace("\"user_id\":\"ada\",", "");
    server.post("/api/requests", requests(key, slow, failed, old));
    server.post("/api/requests", requests(otherKey, record("/other")));
  }

  /** The record as one of a Monday at nine. */
  private static String monday(String record) {
    return record.replaceFirst(
        "\"created_at\":\"[^\"]*\"", "\"created_at\":\"2026-11-02T09:00:00Z\"");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search    | status:5xx                    | /failed",
        "search    | rt:>250                       | /slow?a=1",
        "search    | unknown:user_id               | /old",
        "search    | -path:/failed user_id:ada     | /slow?a=1",
        "search    | path:/old OR user_id:bob      | /old,/failed",
        "search    | FAILED                        | /failed",
        "to        | 2026-04-01                    | /old",
        "from      | 2026-04-01                    | /failed,/slow?a=1",
        "filters   | [{\"field\":\"user\",\"op\":\"is\",\"value\":\"8.8.8.8\"}] | /old",
        "filters   | [{\"field\":\"status\",\"op\":\"gte\",\"value\":500}]      | /failed",
        "filters   | [{\"field\":\"hour\",\"op\":\"is\",\"value\":0},{\"field\":\"weekday\",\"op\":\"is\",\"value\":\"sunday\"}] | /old"
      })
  void log_givesWhatMatches(String name, String value, String paths) {
    assertThat(paths(name + "=" + encoded(value))).containsExactly(paths.split(","));
  }

  @Test
  void log_understandsZone_users_andQueryStrings() {
    String hour = encoded("[{\"field\":\"hour\",\"op\":\"is\",\"value\":1}]");
    assertThat(paths("to=2026-04-01&filters=" + hour)).isEmpty();
    assertThat(paths("to=2026-04-01&zone=Europe/Paris&filters=" + hour)).containsExactly("/old");
    assertThat(paths("users=address&search=user:8.8.8.8")).hasSize(3);
    assertThat(paths("search=path:/slow")).isEmpty();
    assertThat(paths("search=path:/slow&without_query_strings=true")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"search=nope:1", "search=(", "filters=x", "filters={}", "from=2026", "zone=Mars"})
  void log_withABadFilter_isA400ThatNamesIt(String query) {
    String name = query.substring(0, query.indexOf('='));
    Answer answer = get("?" + name + "=" + encoded(query.substring(name.length() + 1)));
    MalformedInputTest.assertError(answer, 400, name);
  }

  @Test
  void log_withAnUnknownParameter_isA400ThatNamesTheKnown() {
    Answer answer = get("?statuz=200");
    MalformedInputTest.assertError(answer, 400, "statuz");
    assertThat(answer.json().get("message").asText())
        .contains("ending_before", "filters", "from", "limit", "search", "zone");
  }

  @Test
  void oneRecord_isFoundByItsId_inItsProjectOnly() {
    JsonNode first = get("?limit=1").json().get("data").get(0);
    Answer one = get("/" + first.get("id").asText());
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.json()).isEqualTo(first);

    long others = server.log(otherKey).get(0).get("id").asLong();
    for (String id : new String[] {"" + others, "0", "999999999", "x", "-1", "9".repeat(30)}) {
      MalformedInputTest.assertError(get("/" + id), 404, "id");
    }
    assertThat(server.get("/api/v1/logs/requests/1").status()).isEqualTo(401);
    assertThat(get("/1?columns=id").json().get("message").asText())
        .isEqualTo("Unknown parameter columns; there are none here.");
  }

  private static Iterable<String> paths(String query) {
    return get("?" + query).json().get("data").findValuesAsText("path");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Answer get(String rest) {
    return server.get("/api/v1/logs/requests" + rest, "X-AUTH-TOKEN", key);
  }
}
