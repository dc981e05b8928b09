package dev.footfall.server;

import static dev.footfall.server.QueryClient.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  private static final String DAY =
      "\"from\":\"2026-11-02T00:00:00Z\",\"to\":\"2026-11-03T00:00:00Z\"";

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

  @Test
  void answer_hasTheShapeThatIsWritten() {
    client.post(at("2026-11-02T10:00:00.25Z"), at("2026-11-02T11:00:00Z", "status", "500"));

    JsonNode answer =
        client.ask(
            DAY
                + ",\"metrics\":[\"requests\",\"users\",\"success_rate\"],"
                + "\"dimensions\":[\"hostname\"],\"totals\":true,\"compare\":\"previous_period\"");
    ((ObjectNode) answer).remove("elapsed_ms");

    assertThat(answer.toString())
        .isEqualTo(
            """
            {"columns":[{"name":"hostname","type":"text"},\
            {"name":"requests","type":"integer","exact":true,"total_exact":true},\
            {"name":"users","type":"integer","exact":true,"total_exact":true},\
            {"name":"success_rate","type":"number","exact":true,"total_exact":true}],\
            "rows":[["api.example.com",2,1,50]],"samples":[2],"truncated":false,\
            "range":{"from":"2026-11-02T00:00:00Z","to":"2026-11-03T00:00:00Z","zone":"UTC"},\
            "records":2,"users_left_out":0,"totals":[2,1,50],\
            "comparison":{"from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z",\
            "rows":[["api.example.com",0,0,null]],"samples":[0],"records":0,\
            "users_left_out":0,"totals":[0,0,null]}}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests | 7",
        "users | 3",
        "routes | 2",
        "success_rate | 57.1",
        "error_rate | 42.9",
        "client_error_rate | 28.6",
        "server_error_rate | 14.3",
        "mean | 18.572",
        "min | 0.001",
        "max | 100",
        "p50 | 5",
        "p75 | 9",
        "p90 | 46",
        "p95 | 73",
        "p99 | 94.6",
        "sum:response_time | 130.001",
        "sum:request_bytes | 1500",
        "sum:response_bytes | null",
        "first_seen | \"2026-11-02T10:00:00.25Z\"",
        "last_seen | \"2026-11-02T23:59:59.999999Z\"",
        "first_ever | \"2026-11-02T10:00:00.25Z\"",
      })
  void metrics_areAsTheyAreDefined(String metric, String expected) {
    String[] statuses = {"100", "200", "204", "399", "400", "499", "500"};
    String[] micros = {"1", "3000", "4000", "5000", "8000", "10000", "100000"};
    String[] users = {"ada", "ada", "bob", null, null, "ada", "bob"};
    List<String> records = new ArrayList<>();
    for (int i = 0; i < statuses.length; i++) {
      String time = i == 0 ? "10:00:00.25Z" : i == 6 ? "23:59:59.999999Z" : "1" + i + ":00:00Z";
      records.add(
          at(
              "2026-11-02T" + time,
              "status",
              statuses[i],
              "response_time",
              null,
              "response_time_us",
              micros[i],
              "user_id",
              users[i] == null ? null : "\"" + users[i] + "\"",
              "path",
              i == 3 ? null : i == 5 ? "\"/other\"" : "\"/v1\"",
              "request_bytes",
              i < 2 ? String.valueOf(500 + i * 500) : null));
    }
    client.post(records.toArray(String[]::new));

    JsonNode answer = client.ask(DAY + ",\"totals\":true,\"metrics\":[\"" + metric + "\"]");

    assertThat(answer.get("rows")).hasSize(1);
    assertThat(answer.get("rows").get(0).get(0).toString()).isEqualTo(expected);
    assertThat(answer.get("totals").get(0).toString()).isEqualTo(expected);
    assertThat(answer.get("samples").toString()).isEqualTo("[7]");
    assertThat(answer.get("columns").get(0).get("exact").asBoolean()).isTrue();
  }
}
