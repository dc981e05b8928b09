package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in that answers at once. */
class QueryTimesTest {

  private static final Instant END = Instant.parse("2026-11-21T00:00:00Z");
  private static final String TIME = "[\\d,.]+";

  private final QueryTimes times = new QueryTimes("key", END, 1);

  private static HttpHandler answering(int status, String body, boolean chunked) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = JsonBytes.utf8(body);
      exchange.sendResponseHeaders(status, chunked ? 0 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private static void failForUsers(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes());
    byte[] bytes = JsonBytes.utf8("{}");
    exchange.sendResponseHeaders(body.contains("[\"user\"]") ? 503 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void ask(HttpHandler handler, Path data) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + data.resolve("footfall.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE requests AS SELECT range AS id, TIMESTAMP '2026-11-20 10:00:00' AS created_at,
            1.0::DOUBLE AS weight, 200::SMALLINT AS status, range AS response_time_us,
            'u' AS user_id, '::1' AS ip_address, 'GET' AS method, '/a' AS route, 's' AS service,
            'h' AS hostname, 'DE' AS location, 'c' AS client, 'o' AS os, 'd' AS device,
            'v1' AS api_version
          FROM range(1000)""");
    }
    try (StandInServer server = StandInServer.start(0, handler)) {
      for (Panel panel : Panel.values()) {
        times.askCold(server.port(), panel);
      }
      times.askWarm(server.port());
    }
    try (StoreFile store = StoreFile.open(data)) {
      times.askStore(store);
    }
  }

  @Test
  void table_hasTheTimesOfEachPanelInEachPeriodBesideThoseOfTheSql(@TempDir Path data)
      throws Exception {
    ask(answering(200, "{\"rows\":[[1]]}", true), data);

    List<List<String>> rows = times.table("1 M").rows();
    assertThat(rows).hasSize(Panel.values().length + 1 + 3);
    for (List<String> row : rows.subList(0, Panel.values().length)) {
      assertThat(row.subList(1, 5))
          .as(row.get(0))
          .allMatch(cell -> cell.matches("T / T \\(T, T\\)".replace("T", TIME)));
      assertThat(row.get(5)).matches(TIME);
    }
    assertThat(rows.get(Panel.values().length).subList(1, 5))
        .allMatch(cell -> cell.matches("T / T".replace("T", TIME)));
    assertThat(times.slowestWarm(Period.ALL)).matches(TIME + " \\(.+\\)");
    assertThat(times.slowestCold()).matches(TIME + " \\(.+\\)");
    assertThat(times.page(Period.WEEK)).matches(TIME);
  }

  @Test
  void table_saysWhatFailsAndSoDoesThePage(@TempDir Path data) throws Exception {
    ask(QueryTimesTest::failForUsers, data);

    assertThat(times.table("1 M").rows().get(Panel.USERS.ordinal()).get(1))
        .startsWith("answers 503 (");
    assertThat(times.slowestWarm(Period.DAY)).isEqualTo("top users answers 503");
    assertThat(times.page(Period.DAY)).isEqualTo("answers 503");
  }

  @Test
  void requireCount_failsWhenAQueryCountsOtherwise() throws Exception {
    Account account = new Account();
    account.add(new Tally(1_000, 1, 1));

    String other = "{\"columns\":[],\"rows\":[[999]]}";
    try (StandInServer server = StandInServer.start(0, answering(200, other, false))) {
      assertThatThrownBy(() -> account.requireCount(server.port(), "key"))
          .hasMessage("acknowledged: 1,000 records, counted by a query: 999");
    }
    String same = "{\"columns\":[],\"rows\":[[1000]]}";
    try (StandInServer server = StandInServer.start(0, answering(200, same, false))) {
      assertThat(account.requireCount(server.port(), "key")).isEqualTo("1,000");
    }
  }

  @Test
  void requireCount_saysWhenThereIsNone() throws Exception {
    try (StandInServer server = StandInServer.start(0, answering(404, "{}", false))) {
      assertThat(new Account().requireCount(server.port(), "key")).isEqualTo("answers 404");
    }
  }
}
