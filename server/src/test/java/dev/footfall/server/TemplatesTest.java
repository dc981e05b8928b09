package dev.footfall.server;

import static dev.footfall.server.SettingsTest.change;
import static dev.footfall.server.SettingsTest.settings;
import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The routes that a project's templates give, to what comes and to what is there. */
@Timeout(120)
class TemplatesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TEMPLATES = "{'templates':['/files/new','/files/**']}";

  @TempDir Path data;

  @Test
  void request_withoutARoute_hasTheFirstTemplateThatMatches() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      change(server, key, TEMPLATES);
      post(server, key, record("/files/new"), record("/files/a/42"), record("/items/42"));
      post(server, key, record("route", "\"/items/{id}\""));

      assertThat(routes(server, key))
          .containsExactlyInAnyOrder(
              "GET /items/{id} sent 1",
              "GET /files/** rule 1",
              "GET /files/new rule 1",
              "GET /items/{id} guessed 1");
      assertThat(server.log(key).findValuesAsText("route_rule"))
          .containsExactly("null", "null", "/files/**", "/files/new");
    }
  }

  @Test
  void template_holdsInItsProjectAlone() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String other = server.newKey();
      change(server, key, TEMPLATES);
      post(server, other, record("/files/a"));

      assertThat(routes(server, other)).containsExactly("GET /files/a guessed 1");
    }
  }

  @Test
  void change_reachesWhatIsStored_andBackAgain() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      String other = server.newKey();
      List<String> records = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        records.add(record("/files/" + "abcdefgh".charAt(i % 8)));
      }
      post(server, key, records.toArray(String[]::new));
      post(server, other, record("/files/a"));

      change(server, key, TEMPLATES);
      awaitNothingPending(server, key);
      assertThat(routes(server, key)).containsExactly("GET /files/** rule 5000");
      assertThat(routes(server, other)).containsExactly("GET /files/a guessed 1");

      change(server, key, "{'templates':[]}");
      awaitNothingPending(server, key);
      assertThat(routes(server, key)).hasSize(8).allMatch(row -> row.endsWith(" guessed 625"));
    }
  }

  @Test
  void change_whileRecordsCome_reachesThemAll() throws Exception {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      Thread posting =
          new Thread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  post(server, key, record("/files/a"));
                }
              });
      posting.start();
      for (int i = 0; posting.isAlive(); i++) {
        change(server, key, "{'templates':['/files/{" + (char) ('a' + i % 26) + "}']}");
      }
      posting.join();
      change(server, key, TEMPLATES);

      awaitNothingPending(server, key);
      assertThat(routes(server, key)).containsExactly("GET /files/** rule 200");
    }
  }

  @Test
  void change_thatWasNotThroughAtTheEnd_goesOnAtTheNextStart() {
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      post(server, key, record("/files/a"), record("/items/1"));
      change(server, key, TEMPLATES);
      awaitNothingPending(server, key);
    }
    TestDatabase.run(
        data, "UPDATE requests SET templated_by = 0, route_rule = 'old', operation = 'old'");
    try (TestServer server = new TestServer(data)) {
      awaitNothingPending(server, key);
      assertThat(routes(server, key))
          .containsExactly("GET /files/** rule 1", "GET /items/{id} guessed 1");
    }
  }

  @Test
  void preview_saysWhatBecomesOfRoutes_andChangesNothing() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      post(
          server,
          key,
          record("/files/a?x=1"),
          record("/files/a"),
          record("/files/b"),
          record("/files/42"),
          record("/items/42"),
          record("route", "\"/files/{x}\""));
      String old =
          record("/files/old").replaceAll("\"created_at\":\"20\\d\\d", "\"created_at\":\"2020");
      post(server, key, old);

      Answer preview = preview(server, key, "'/files/{name}'");

      assertThat(preview.status()).isEqualTo(200);
      assertThat(lines(preview.json().get("data")))
          .containsExactly(
              "GET /files/a > GET /files/{name} /files/{name} 2 1 /files/a",
              "GET /files/b > GET /files/{name} /files/{name} 1 1 /files/b",
              "GET /files/{id} > GET /files/{name} /files/{name} 1 1 /files/42",
              "GET /items/{id} > GET /items/{id} null 1 1 /items/42");
      assertThat(preview.json().get("has_more").asBoolean()).isFalse();
      assertThat(settings(server, key).get("templates")).isEmpty();
      assertThat(routes(server, key)).contains("GET /files/a guessed 2");
      assertThat(preview(server, key, "'files'").json().get("field").asText())
          .isEqualTo("templates[0]");
    }
  }

  private static Answer preview(TestServer server, String key, String templates) {
    String body = "{'templates':[" + templates + "]}";
    return server.post("/api/v1/settings/preview", body.replace('\'', '"'), "X-AUTH-TOKEN", key);
  }

  private static List<String> lines(JsonNode rows) {
    List<String> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      lines.add(
          "%s > %s %s %s %s %s"
              .formatted(
                  row.get("route").asText(),
                  row.get("becomes").asText(),
                  row.get("template").asText(),
                  row.get("requests"),
                  row.get("paths"),
                  row.get("example").asText()));
    }
    return lines;
  }

  private static void post(TestServer server, String key, String... records) {
    assertThat(server.post("/api/requests", requests(key, records)).status()).isEqualTo(201);
  }

  private static void awaitNothingPending(TestServer server, String key) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (settings(server, key).get("templates_pending").asLong() > 0) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** Each route, where it is from, and its requests. */
  private static List<String> routes(TestServer server, String key) {
    String body =
        "{\"metrics\":[\"requests\"],\"dimensions\":[\"route\",\"route_source\"],"
            + "\"order\":[{\"by\":\"requests\",\"dir\":\"desc\"},{\"by\":\"route\",\"dir\":\"asc\"}]}";
    JsonNode rows = server.post("/api/v1/query", body, "X-AUTH-TOKEN", key).json().get("rows");
    List<String> routes = new ArrayList<>();
    for (JsonNode row : rows) {
      routes.add(row.get(0).asText() + " " + row.get(1).asText() + " " + row.get(2).asText());
    }
    return routes;
  }
}
