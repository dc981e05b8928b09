package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over so many records that they take long. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class QueryLimitsTest {
  private static final int RECORDS = 2_100_000;

  /** Takes many seconds: every record is a group of its own. */
  private static final String LONG =
      "\"metrics\":[\"p95\",\"users\"],\"dimensions\":[\"path\",\"session_id\"],"
          + "\"order\":[{\"by\":\"p95\"}]";

  private static final String SHORT = "\"metrics\":[\"requests\"]";

  @TempDir static Path data;
  static TestServer server;
  static QueryClient client;

  @BeforeAll
  static void start() throws Exception {
    ApiKey key = ApiKey.random();
    Path file = data.resolve("footfall.duckdb");
    try (DuckStore store = DuckStore.open(file, "256MB")) {
      store.createProject(Change.OPERATOR, key.hash(), key.shareHash(), Instant.now());
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
              status, response_time_us, weight, flags, path, session_id, user_id)
          SELECT i, 1, 1, now(), TIMESTAMP '2026-11-01' + to_milliseconds(i), 0,
              200, i %% 1000, 1, 0, '/' || md5(i::VARCHAR), md5((i + 1)::VARCHAR), i %% 5000
          FROM range(%d) AS numbers(i)
          """
              .formatted(RECORDS));
    }
    server = new TestServer(data);
    client = new QueryClient(server, key.secret());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void budget_thatIsSpent_stopsTheQuery_andSaysWhatWasAsked() {
    long begin = System.nanoTime();
    Answer answer = client.query(LONG + ",\"budget_ms\":200");
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.json().get("message").asText()).contains("its budget of 200 ms");
    assertThat(answer.json().get("query").get("budget_ms").asInt()).isEqualTo(200);
    assertThat(taken).isLessThan(Duration.ofSeconds(8));
    assertWorks();
  }

  @Test
  void query_inAnotherEncoding_isRepeatedInThatOfTheAnswer() {
    byte[] body = ("{" + LONG + ",\"budget_ms\":30}").getBytes(StandardCharsets.UTF_16);

    Answer answer = server.send("POST", "/api/v1/query", body, "X-AUTH-TOKEN", client.key());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("query").get("budget_ms").asInt()).isEqualTo(30);
  }

  @Test
  void stoppedQueries_giveTheirPlacesBack() {
    for (int i = 0; i < 12; i++) {
      assertThat(client.query(LONG + ",\"budget_ms\":30").status()).isEqualTo(503);
    }
    assertWorks();
  }

  @Test
  void deletion_ofAnId_stopsItsQuery_ofThisProjectAlone() {
    QueryClient other = QueryClient.on(server);
    CompletableFuture<Answer> asked = ask(LONG + ",\"budget_ms\":30000,\"id\":\"panel-1\"");

    int status = 404;
    while (status == 404 && !asked.isDone()) {
      assertThat(delete(other, "panel-1").status()).isEqualTo(404);
      status = delete(client, "panel-1").status();
    }

    assertThat(status).isEqualTo(204);
    assertThat(asked.join().status()).isEqualTo(503);
    assertThat(asked.join().json().get("message").asText()).contains("stopped, as was asked for");
    assertThat(delete(client, "panel-1").status()).isEqualTo(404);
    assertWorks();
  }

  @Test
  void id_thatIsUsedAgain_stopsTheFormerQuery() {
    CompletableFuture<Answer> asked = ask(LONG + ",\"budget_ms\":30000,\"id\":\"panel-2\"");
    while (!asked.isDone()) {
      // whichever of the two came first is stopped
      client.query(SHORT + ",\"id\":\"panel-2\"");
    }

    assertThat(asked.join().status()).isEqualTo(503);
    assertThat(asked.join().json().get("message").asText()).contains("another one under its id");
    assertWorks();
  }

  @Test
  void heavyQueries_keepNoLightOneWaiting() {
    List<CompletableFuture<Answer>> heavy = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      heavy.add(ask(LONG + ",\"budget_ms\":4000"));
    }

    int answered = 0;
    while (!CompletableFuture.allOf(heavy.toArray(CompletableFuture[]::new)).isDone()) {
      Answer light = client.query(SHORT + ",\"to\":\"2026-11-01T00:10:00Z\",\"budget_ms\":10000");
      assertThat(light.status()).as(light.json().toString()).isEqualTo(200);
      assertThat(light.json().get("records").asInt()).isEqualTo(600_000);
      answered++;
    }

    assertThat(answered).isGreaterThan(3);
    assertThat(heavy).allMatch(answer -> answer.join().status() == 503);
  }

  @Test
  void usersOfGroups_beyondAMillionRecords_areEstimated_theTotalIsNot() {
    JsonNode answer =
        client.ask("\"metrics\":[\"users\"],\"dimensions\":[\"status\"],\"totals\":true");

    JsonNode column = answer.get("columns").get(1);
    assertThat(column.get("exact").asBoolean()).isFalse();
    assertThat(column.get("total_exact").asBoolean()).isTrue();
    assertThat(column.get("note").asText()).contains("HyperLogLog");
    assertThat(answer.get("totals").toString()).isEqualTo("[5000]");
    assertThat(answer.get("rows").get(0).get(1).asInt()).isBetween(4500, 5500);
  }

  @ParameterizedTest
  @CsvSource({"requests,10", "p50,10", "user_id,2000"})
  void percentiles_ofManyGroups_areExact_howeverTheyAreAskedFor(String order, int limit) {
    JsonNode answer =
        client.ask(
            "\"metrics\":[\"requests\",\"p50\",\"max\",\"p99\"],\"dimensions\":[\"user_id\"],"
                + "\"limit\":"
                + limit
                + ",\"order\":[{\"by\":\""
                + order
                + "\",\"dir\":\"asc\"}]");

    assertThat(answer.get("rows").size()).isEqualTo(limit);
    assertThat(answer.get("truncated").asBoolean()).isTrue();
    assertThat(answer.get("columns").get(2).get("exact").asBoolean()).isTrue();
    for (JsonNode row : answer.get("rows")) {
      double time = Integer.parseInt(row.get(0).asText()) % 1000 / 1000.0;
      assertThat(row.get(1).asInt()).isEqualTo(RECORDS / 5000);
      assertThat(row.get(2).asDouble()).isEqualTo(time);
      assertThat(row.get(3).asDouble()).isEqualTo(time);
      assertThat(row.get(4).asDouble()).isEqualTo(time);
    }
  }

  @Test
  void percentiles_ofFewGroups_areExact() {
    JsonNode answer = client.ask("\"metrics\":[\"p50\",\"p99\"],\"dimensions\":[\"status\"]");

    // 499.5 and 989.01 microseconds
    assertThat(answer.get("rows").toString()).isEqualTo("[[200,0.5,0.989]]");
  }

  private static void assertWorks() {
    assertThat(client.rows(SHORT)).isEqualTo("[[" + RECORDS + "]]");
  }

  private static CompletableFuture<Answer> ask(String members) {
    return CompletableFuture.supplyAsync(
        () -> client.query(members), work -> new Thread(work).start());
  }

  private static Answer delete(QueryClient as, String id) {
    return server.send("DELETE", "/api/v1/query/" + id, null, "X-AUTH-TOKEN", as.key());
  }
}
