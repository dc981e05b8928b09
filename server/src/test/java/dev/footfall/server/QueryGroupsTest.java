package dev.footfall.server;

import static dev.footfall.server.QueryClient.at;
import static dev.footfall.server.QueryClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryGroupsTest {
  private static final String REQUESTS = "\"metrics\":[\"requests\"]";

  @TempDir static Path data;
  static TestServer server;
  QueryClient client;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newProject() {
    client = QueryClient.on(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path | [[\"/a?x=1\",1],[\"/a?x=2\",1],[null,1]]",
        "user_id | [[\"ada\",1],[null,2]]",
        "user | [[\"1.1.1.1\",1],[\"ada\",1],[null,1]]",
        "ip_address | [[\"1.1.1.1\",2],[null,1]]",
        "method | [[\"GET\",2],[\"PUT\",1]]",
        "status | [[200,1],[404,2]]",
        "status_class | [[\"2xx\",1],[\"4xx\",2]]",
        "weekday | [[1,2],[7,1]]",
        "hour | [[0,2],[23,1]]",
        "privacy_level | [[0,3]]",
        "referrer | [[null,3]]",
        "histogram:response_time | [[0,1],[1.5,1],[100000,1]]",
      })
  void dimensions_groupByWhatIsThere_andByWhatIsNot(String dimension, String expected) {
    client.post(
        at(
            "2026-11-01T23:30:00Z",
            "path",
            text("/a?x=1"),
            "response_time",
            null,
            "response_time_us",
            "99",
            "ip_address",
            text("1.1.1.1")),
        at(
            "2026-11-02T00:30:00Z",
            "path",
            text("/a?x=2"),
            "status",
            "404",
            "response_time",
            null,
            "response_time_us",
            "1999",
            "ip_address",
            text("1.1.1.1"),
            "user_id",
            null),
        at(
            "2026-11-02T00:31:00Z",
            "path",
            null,
            "status",
            "404",
            "method",
            text("PUT"),
            "response_time",
            "100000",
            "ip_address",
            null,
            "user_id",
            null));

    assertThat(
            client.rows(
                REQUESTS
                    + ",\"dimensions\":[\""
                    + dimension
                    + "\"],\"order\":[{\"by\":\""
                    + dimension
                    + "\",\"dir\":\"asc\"}]"))
        .isEqualTo(expected);
  }

  @Test
  void switches_sayWhatAUserAndAPathIs() {
    client.post(
        at("2026-11-02T00:00:00Z", "path", text("/a?x"), "ip_address", text("1.1.1.1")),
        at("2026-11-02T00:00:00Z", "path", text("/a"), "ip_address", text("1.1.1.2")),
        at("2026-11-02T00:00:00Z", "path", text("/a"), "ip_address", null),
        at("2026-11-02T00:00:00Z", "path", text("/b?"), "ip_address", null, "user_id", null));

    String users = "\"metrics\":[\"users\"],\"users\":";
    JsonNode either = client.ask(users + "\"id_or_address\"");
    JsonNode pairs = client.ask(users + "\"id_and_address\"");
    JsonNode addresses = client.ask(users + "\"address\"");

    assertThat(either.get("rows").toString()).isEqualTo("[[1]]");
    assertThat(either.get("users_left_out").asInt()).isEqualTo(1);
    assertThat(pairs.get("rows").toString()).isEqualTo("[[3]]");
    assertThat(pairs.get("users_left_out").asInt()).isEqualTo(1);
    assertThat(addresses.get("rows").toString()).isEqualTo("[[2]]");
    assertThat(addresses.get("users_left_out").asInt()).isEqualTo(2);
    assertThat(
            client.rows(
                REQUESTS + ",\"dimensions\":[\"user\"],\"users\":\"id_and_address\",\"limit\":3"))
        .isEqualTo("[[\"ada\",1],[\"ada 1.1.1.1\",1],[\"ada 1.1.1.2\",1]]");
    assertThat(client.rows(REQUESTS + ",\"dimensions\":[\"path\"],\"without_query_strings\":true"))
        .isEqualTo("[[\"/a\",3],[\"/b\",1]]");
  }

  @Test
  void rows_areSortedAsAsked_tiesByDimensions_nothingLast_andCut() {
    client.post(
        at("2026-11-02T00:00:00Z", "path", text("/b"), "request_bytes", "5"),
        at("2026-11-02T00:00:00Z", "path", text("/a"), "request_bytes", "7"),
        at("2026-11-02T00:00:00Z", "path", text("/c")),
        at("2026-11-02T00:00:00Z", "path", text("/c")));

    String metrics = "\"metrics\":[\"requests\",\"sum:request_bytes\"],\"dimensions\":[\"path\"]";

    assertThat(client.rows(metrics)).isEqualTo("[[\"/c\",2,null],[\"/a\",1,7],[\"/b\",1,5]]");
    assertThat(client.rows(metrics + ",\"order\":[{\"by\":\"sum:request_bytes\"}]"))
        .isEqualTo("[[\"/a\",1,7],[\"/b\",1,5],[\"/c\",2,null]]");
    assertThat(client.rows(metrics + ",\"order\":[{\"by\":\"sum:request_bytes\",\"dir\":\"asc\"}]"))
        .isEqualTo("[[\"/b\",1,5],[\"/a\",1,7],[\"/c\",2,null]]");
    JsonNode cut = client.ask(metrics + ",\"limit\":2");
    assertThat(cut.get("rows").toString()).isEqualTo("[[\"/c\",2,null],[\"/a\",1,7]]");
    assertThat(cut.get("samples").toString()).isEqualTo("[2,1]");
    assertThat(cut.get("truncated").asBoolean()).isTrue();
    assertThat(client.ask(metrics + ",\"limit\":3").get("truncated").asBoolean()).isFalse();
  }

  @Test
  void emptyBuckets_areRows_whereTimeIsTheOnlyDimension() {
    client.post(at("2026-11-02T12:00:00Z"), at("2026-11-04T12:00:00Z"));
    String query =
        "\"from\":\"2026-11-02\",\"to\":\"2026-11-05\",\"dimensions\":[\"time:1d\"],"
            + "\"metrics\":[\"requests\",\"users\",\"success_rate\",\"p50\",\"sum:response_time\"]";
    String second = "[\"2026-11-02T00:00:00Z\",1,1,100,null,12]";
    String third = "[\"2026-11-03T00:00:00Z\",0,0,null,null,null]";
    String fourth = "[\"2026-11-04T00:00:00Z\",1,1,100,null,12]";

    JsonNode answer = client.ask(query);
    assertThat(answer.get("rows").toString())
        .isEqualTo("[" + second + "," + third + "," + fourth + "]");
    assertThat(answer.get("samples").toString()).isEqualTo("[1,0,1]");
    assertThat(answer.get("range").get("bucket").asText()).isEqualTo("1d");
    assertThat(client.rows(query + ",\"order\":[{\"by\":\"requests\"},{\"by\":\"time:1d\"}]"))
        .isEqualTo("[" + fourth + "," + second + "," + third + "]");
    assertThat(client.rows(query + ",\"limit\":2")).isEqualTo("[" + second + "," + third + "]");
    assertThat(
            client.rows(
                "\"from\":\"2026-11-02\",\"to\":\"2026-11-05\",\"metrics\":[\"requests\"],"
                    + "\"dimensions\":[\"method\",\"time:1d\"]"))
        .isEqualTo("[[\"GET\",\"2026-11-02T00:00:00Z\",1],[\"GET\",\"2026-11-04T00:00:00Z\",1]]");
  }

  /** Paris went back at 2026-10-25T01:00Z, and forward at 2026-03-29T01:00Z. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1d | 2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z | 00:00:00+02:00=25",
        "6h | 2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z |"
            + " 00:00:00+02:00=7 06:00:00+01:00=6 12:00:00+01:00=6 18:00:00+01:00=6",
        "6h | 2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z |"
            + " 00:00:00+01:00=5 06:00:00+02:00=6 12:00:00+02:00=6 18:00:00+02:00=6",
        "1d | 2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z | 00:00:00+01:00=23",
        "1h | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z | 02:00:00+02:00=1 02:00:00+01:00=1",
        "1h | 2026-03-29T00:00:00Z | 2026-03-29T02:00:00Z | 01:00:00+01:00=1 03:00:00+02:00=1",
      })
  void days_onWhichTheClockIsSet_areAsLongAsTheyAre(
      String bucket, String from, String to, String expected) {
    List<String> records = new ArrayList<>();
    for (Instant hour = Instant.parse(from);
        hour.isBefore(Instant.parse(to));
        hour = hour.plusSeconds(3600)) {
      records.add(at(hour.toString()));
    }
    client.post(records.toArray(String[]::new));

    JsonNode rows =
        client
            .ask(
                "\"from\":\"%s\",\"to\":\"%s\",\"zone\":\"Europe/Paris\",".formatted(from, to)
                    + REQUESTS
                    + ",\"dimensions\":[\"time:"
                    + bucket
                    + "\"]")
            .get("rows");

    List<String> found = new ArrayList<>();
    rows.forEach(row -> found.add(row.get(0).asText().substring(11) + "=" + row.get(1)));
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1m | 2026-11-02T10:07:00+05:45",
        "5m | 2026-11-02T10:05:00+05:45",
        "15m | 2026-11-02T10:00:00+05:45",
        "1h | 2026-11-02T10:00:00+05:45",
        "6h | 2026-11-02T06:00:00+05:45",
        "1d | 2026-11-02T00:00:00+05:45",
        "1w | 2026-11-02T00:00:00+05:45",
        "1mo | 2026-11-01T00:00:00+05:45",
      })
  void buckets_beginByTheZonesClock(String bucket, String begin) {
    client.post(at("2026-11-02T10:07:59.999999+05:45"));

    JsonNode answer =
        client.ask(
            "\"from\":\"2026-11-02T10:07:00+05:45\",\"to\":\"2026-11-02T10:08:00+05:45\","
                + "\"zone\":\"Asia/Kathmandu\","
                + REQUESTS
                + ",\"dimensions\":[\"time:"
                + bucket
                + "\"]");

    assertThat(answer.get("rows").toString()).isEqualTo("[[\"" + begin + "\",1]]");
  }

  @Test
  void comparison_hasTheSameRows_inTheSameOrder() {
    client.post(
        at("2026-11-02T10:00:00Z", "path", text("/a")),
        at("2026-11-02T10:00:00Z", "path", text("/b")),
        at("2026-11-02T10:00:00Z", "path", text("/b")),
        at("2026-11-02T10:00:00Z", "path", null),
        at("2026-11-01T10:00:00Z", "path", text("/a")),
        at("2026-11-01T10:00:00Z", "path", text("/a")),
        at("2026-11-01T10:00:00Z", "path", null),
        at("2026-11-01T10:00:00Z", "path", text("/gone")),
        at("2025-11-02T10:00:00Z", "path", text("/b"), "status", "500"));
    String query =
        "\"from\":\"2026-11-02\",\"to\":\"2026-11-03\",\"totals\":true,"
            + "\"metrics\":[\"requests\",\"error_rate\"],\"dimensions\":[\"path\"],\"compare\":";

    JsonNode day = client.ask(query + "\"previous_period\"");
    assertThat(day.get("rows").toString()).isEqualTo("[[\"/b\",2,0],[\"/a\",1,0],[null,1,0]]");
    assertThat(day.get("comparison").toString())
        .isEqualTo(
            "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-02T00:00:00Z\","
                + "\"rows\":[[\"/b\",0,null],[\"/a\",2,0],[null,1,0]],\"samples\":[0,2,1],"
                + "\"records\":4,\"totals\":[4,0]}");
    JsonNode year = client.ask(query + "\"previous_year\"").get("comparison");
    assertThat(year.get("from").asText()).isEqualTo("2025-11-02T00:00:00Z");
    assertThat(year.get("rows").toString())
        .isEqualTo("[[\"/b\",1,100],[\"/a\",0,null],[null,0,null]]");
  }

  @Test
  void comparison_ofBuckets_goesByTheirNumber() {
    client.post(at("2026-03-03T10:00:00Z"), at("2026-02-03T10:00:00Z"));

    JsonNode answer =
        client.ask(
            "\"from\":\"2026-03-02\",\"to\":\"2026-03-04\",\"compare\":\"previous_period\","
                + REQUESTS
                + ",\"dimensions\":[\"time:1d\"]");

    assertThat(answer.get("rows").toString())
        .isEqualTo("[[\"2026-03-02T00:00:00Z\",0],[\"2026-03-03T00:00:00Z\",1]]");
    assertThat(answer.get("comparison").get("rows").toString())
        .isEqualTo("[[\"2026-02-28T00:00:00Z\",0],[\"2026-03-01T00:00:00Z\",0]]");
  }

  @Test
  void weights_makeEstimates_thatSaySo() {
    client.post(
        at("2026-11-02T10:00:00Z", "weight", "2.5", "request_bytes", "3"),
        at("2026-11-02T10:00:00Z", "status", "500", "response_time", "20"));

    JsonNode answer =
        client.ask(
            "\"totals\":true,\"metrics\":[\"requests\",\"error_rate\",\"mean\",\"max\",\"p50\","
                + "\"users\",\"sum:request_bytes\",\"sum:response_time\"]");

    assertThat(answer.get("rows").toString()).isEqualTo("[[4,28.6,14.286,20,null,1,8,50]]");
    assertThat(answer.get("totals").toString()).isEqualTo("[4,28.6,14.286,20,null,1,8,50]");
    List<String> inexact = new ArrayList<>();
    answer
        .get("columns")
        .forEach(
            column -> {
              if (!column.get("exact").asBoolean() && !column.get("total_exact").asBoolean()) {
                assertThat(column.get("note").asText()).contains("sampled");
                inexact.add(column.get("name").asText());
              }
            });
    assertThat(inexact)
        .containsExactly(
            "requests", "error_rate", "mean", "p50", "sum:request_bytes", "sum:response_time");
  }

  @Test
  void project_withoutRecords_isAnsweredToo() {
    JsonNode answer =
        client.ask(
            REQUESTS + ",\"totals\":true,\"dimensions\":[\"path\"],\"compare\":\"previous_year\"");

    assertThat(answer.get("rows")).isEmpty();
    assertThat(answer.get("records").asInt()).isZero();
    assertThat(answer.get("totals").toString()).isEqualTo("[0]");
    assertThat(answer.get("comparison").get("rows")).isEmpty();
    assertThat(client.rows(REQUESTS)).isEqualTo("[[0]]");
    assertThat(client.rows(REQUESTS + ",\"from\":\"2999-01-01\"")).isEqualTo("[[0]]");
    assertThat(client.rows(REQUESTS + ",\"to\":\"1999-01-01\"")).isEqualTo("[[0]]");
    assertThat(client.ask(REQUESTS + ",\"dimensions\":[\"time\"]").get("rows").size())
        .isBetween(1, 200);
  }

  @Test
  void period_reachesFromTheFirstRecordToTheLast_unlessItIsGiven() {
    client.post(at("2026-11-02T10:00:00Z"), at(Instant.now().plusSeconds(3600).toString()));

    JsonNode answer = client.ask(REQUESTS);

    assertThat(answer.get("rows").toString()).isEqualTo("[[2]]");
    assertThat(answer.get("range").get("from").asText()).isEqualTo("2026-11-02T10:00:00Z");
    assertThat(Instant.parse(answer.get("range").get("to").asText())).isAfter(Instant.now());
  }

  @Test
  void project_seesItsOwnRecordsOnly() {
    client.post(at("2026-11-02T10:00:00Z", "path", text("/mine")));
    QueryClient other = QueryClient.on(server);
    other.post(at("2026-11-01T10:00:00Z", "path", text("/theirs")));
    String everything =
        "\"metrics\":[\"requests\",\"users\"],\"totals\":true,\"dimensions\":[\"path\"],\"search\":";

    for (String search : new String[] {"-path:nothing", "theirs OR mine", "status:>0 OR ip:x"}) {
      JsonNode answer = client.ask(everything + "\"" + search + "\"");
      assertThat(answer.get("rows").toString()).isEqualTo("[[\"/mine\",1,1]]");
      assertThat(answer.get("totals").toString()).isEqualTo("[1,1]");
      assertThat(answer.get("range").get("from").asText()).isEqualTo("2026-11-02T10:00:00Z");
    }
  }

  @Test
  void filtersAndSearch_holdTogether() {
    client.post(
        at("2026-11-02T10:00:00Z", "path", text("/a'b"), "status", "500"),
        at("2026-11-02T10:00:00Z", "path", text("/a'b")),
        at("2026-11-02T10:00:00Z", "path", text("/c"), "status", "500"));

    assertThat(
            client.rows(
                REQUESTS
                    + ",\"search\":\"status:5xx\",\"filters\":["
                    + "{\"field\":\"path\",\"op\":\"is\",\"value\":\"/a'b\"}]"))
        .isEqualTo("[[1]]");
  }
}
