package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of an older server end as today's ingest would store them. */
class RederivationTest {
  private static final String NOT_AS_INGESTED =
      "SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM requests)";
  private static final String OUTDATED =
      "SELECT count(*) FROM requests WHERE derived_by IS NULL OR derived_by = 0";
  private static final String FORGET_LOCATIONS =
      "UPDATE requests SET location = NULL WHERE ip_address IS NOT NULL";
  private static final String COLUMNS =
      "client os device traffic api_version operation derived_by route_rule templated_by";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path data;
  private String key;

  /** Records of each privacy level, as today's ingest stores them. */
  @BeforeEach
  void ingest() throws Exception {
    data = folder.resolve("data");
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      for (int level = 0; level < 3; level++) {
        String body =
            requests(
                key,
                record("path", "\"/v1/items/42\""),
                record("route", "\"/v2beta/{x}\""),
                record("user_agent", "\"okhttp/4.12.0\""),
                record(
                    "user_agent",
                    "\"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\""),
                record("user_agent", null),
                record("path", null),
                record("ip_address", null));
        server.post("/api/requests", body.replaceFirst("\\{", "{\"privacy_level\":" + level + ","));
      }
    }
    sql("CREATE TABLE expected AS FROM requests");
    assertThat(count("SELECT count(*) FROM expected WHERE location = 'US'")).isEqualTo(12);
    assertThat(count("SELECT count(*) FROM expected WHERE client = 'Firefox'")).isEqualTo(3);
  }

  @Test
  void file_ofTheFirstSchema_endsAsIngestedNow() throws Exception {
    makeFirstSchema();
    assertThat(count("SELECT count(*) FROM requests")).isEqualTo(21);

    try (TestServer server = new TestServer(data)) {
      awaitClients(server);
    }
    assertThat(count(NOT_AS_INGESTED)).isZero();
    assertThat(count("SELECT count(*) FROM requests")).isEqualTo(21);
  }

  @Test
  void file_ofOlderRules_endsAsIngestedNow() throws Exception {
    makeOlderRules();
    assertThat(count(NOT_AS_INGESTED)).isEqualTo(21);

    try (TestServer server = new TestServer(data)) {
      awaitClients(server);
    }
    assertThat(count(NOT_AS_INGESTED)).isZero();
  }

  @Test
  void location_thatIsKnown_isKept() throws Exception {
    sql("UPDATE requests SET derived_by = 0, operation = 'old', location = 'XX'");
    try (TestServer server = new TestServer(data)) {
      awaitClients(server);
    }
    assertThat(count("SELECT count(*) FROM requests WHERE location = 'XX'")).isEqualTo(21);
  }

  @Test
  void kill_inTheMiddle_endsAsIngestedNow_andNewRecordsAreRight() throws Exception {
    for (String table : new String[] {"expected", "requests"}) {
      sql(
          "INSERT INTO %s SELECT r.* REPLACE (id + 21 * n AS id) FROM %s r, range(1, 2000) t(n)"
              .formatted(table, table));
    }
    makeOlderRules();
    long all = count("SELECT count(*) FROM requests");
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"))) {
      awaitTrue(() -> client(server, "starting_after=0").equals("curl"));
      server.kill();
    }
    long left = count(OUTDATED);
    assertThat(left).as("killed in the middle").isBetween(1L, all - 1);

    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"))) {
      post(server, record("path", "\"/new\""));
      awaitTrue(() -> server.output().contains("All stored requests are at the present rules"));
      assertThat(server.output()).contains(" stored requests are brought to the present rules");
      server.kill();
    }
    assertThat(count(OUTDATED)).isZero();
    assertThat(count(NOT_AS_INGESTED)).isZero();
    assertThat(count("SELECT count(*) FROM requests WHERE operation = 'GET /new'")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM requests")).isEqualTo(all + 1);
  }

  private void makeFirstSchema() throws Exception {
    sql(FORGET_LOCATIONS);
    for (String column : COLUMNS.split(" ")) {
      sql("ALTER TABLE requests DROP COLUMN " + column);
    }
    sql("DROP TABLE project_use");
    sql("ALTER TABLE keys DROP COLUMN name");
    sql("ALTER TABLE keys DROP COLUMN revoked_at");
    sql("DROP TABLE tokens");
    sql("DROP TABLE audit");
    sql("DROP TABLE settings");
    sql("DROP TABLE rejections");
    sql("DROP TABLE saved_views");
    sql("DELETE FROM marks WHERE name = 'keys'");
    sql("DELETE FROM schema_version WHERE version > 1");
  }

  private void makeOlderRules() throws Exception {
    sql(FORGET_LOCATIONS);
    sql(
        "UPDATE requests SET derived_by = 0, client = 'old', os = 'old', device = 'old',"
            + " traffic = 'old', api_version = 'old', operation = 'old'");
  }

  /** Waits until the newest record is derived: the oldest come first. */
  private void awaitClients(TestServer server) throws Exception {
    awaitTrue(() -> server.log(key).get(0).get("operation").asText().equals("GET /v1/items"));
  }

  private String client(ServerProcess server, String cursor) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.port()
                        + "/api/v1/logs/requests?limit=1&"
                        + cursor))
            .header("X-AUTH-TOKEN", key)
            .build();
    JsonNode answer =
        TestServer.JSON.readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    return answer.get("data").get(0).get("client").asText();
  }

  private void post(ServerProcess server, String record) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/requests"))
            .POST(HttpRequest.BodyPublishers.ofString(requests(key, record)))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(201);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void awaitTrue(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws Exception {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection open() throws Exception {
    return DriverManager.getConnection("jdbc:duckdb:" + data.resolve("footfall.duckdb"));
  }
}
