package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls say of a project that is warned, and what they leave of their having been made. */
class ExpiryNoticeTest {
  @TempDir Path folder;

  @Test
  void warning_isCountedByHealth_andToldToReadersOfTheProject() throws Exception {
    String warned;
    String other;
    try (TestServer server = new TestServer(folder)) {
      warned = server.newKey();
      other = server.newKey();
      post(server, warned);
      post(server, other);
      assertThat(server.get("/api/health").json().get("expiring_projects").asInt()).isZero();
    }
    sql("UPDATE project_use SET warnings = 3, warned_on = DATE '2026-11-20' WHERE project_id = 1");

    try (TestServer server = new TestServer(folder)) {
      assertThat(server.get("/api/health").json().get("expiring_projects").asInt()).isEqualTo(1);
      String share = server.get("/api/user-id/" + warned).json().asText();
      for (String path : List.of("/api/v1/logs/requests", "/api/data", "/api/requests/" + share)) {
        assertThat(server.get(path, "X-AUTH-TOKEN", warned).header("Footfall-Expires"))
            .as(path)
            .isEqualTo("2026-12-02");
      }
      assertThat(server.get("/api/data", "X-AUTH-TOKEN", other).header("Footfall-Expires"))
          .isNull();
    }
  }

  @Test
  void looks_withAKeyAndAShareId_areKept_andPostsAreNone() throws Exception {
    try (TestServer server = new TestServer(folder)) {
      List<String> keys = List.of(server.newKey(), server.newKey(), server.newKey());
      keys.forEach(key -> post(server, key));
      String share = server.get("/api/user-id/" + keys.get(1)).json().asText();
      server.get("/api/v1/logs/requests", "X-AUTH-TOKEN", keys.get(0));
      server.get("/api/requests/" + share);
    }
    assertThat(number("SELECT count(*) FROM project_use WHERE looked_at > posted_at")).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM project_use WHERE looked_at = posted_at")).isEqualTo(1);
  }

  private static void post(TestServer server, String key) {
    assertThat(server.post("/api/requests", requests(key, record("/a"))).status()).isEqualTo(201);
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws Exception {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection open() throws Exception {
    return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("footfall.duckdb"));
  }
}
