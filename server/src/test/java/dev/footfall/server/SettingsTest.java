package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project decides for itself: said, changed, kept, and taken back. */
class SettingsTest {
  private static final Duration DAYS_30 = Duration.ofDays(30);
  private static final String PATH = "/api/v1/settings";
  private static final String AT_FIRST =
      "{'retention':{'days':null,'max_records':null,'effective':{'days':null,'max_records':null}},"
          + "'mask_addresses':false,'hidden_routes':[],'templates':[],'templates_pending':0}";
  private static final String ALL =
      "{'retention':{'days':30,'max_records':1000},'mask_addresses':true,"
          + "'hidden_routes':['GET /health','/ready'],'templates':['/files/**','/users/{name}']}";

  @TempDir static Path sharedData;
  @AutoClose private static TestServer shared;
  private static String someKey;

  @TempDir Path data;

  @BeforeAll
  static void start() {
    shared = new TestServer(sharedData);
    someKey = shared.newKey();
  }

  @Test
  void project_thatDecidedNothing_hasAllAsAtFirst() {
    try (TestServer server = new TestServer(data)) {
      assertThat(text(settings(server, server.newKey()))).isEqualTo(AT_FIRST);
    }
  }

  @Test
  void change_isThere_forItsProjectAlone_alsoAfterTheNextStart() {
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      String other = server.newKey();

      Answer changed = change(server, key, ALL);

      assertThat(changed.status()).isEqualTo(200);
      assertThat(changed.json()).isEqualTo(settings(server, key));
      assertThat(text(settings(server, other))).isEqualTo(AT_FIRST);
    }
    try (TestServer server = new TestServer(data)) {
      assertThat(text(settings(server, key)))
          .isEqualTo(
              ALL.replace("1000}", "1000,'effective':{'days':30,'max_records':1000}}")
                  .replace("]}", "],'templates_pending':0}"));
    }
  }

  @Test
  void change_leavesWhatItDoesNotName_andNullPutsBack() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      change(server, key, ALL);

      change(server, key, "{'retention':{'max_records':null},'hidden_routes':null}");
      JsonNode settings = settings(server, key);
      assertThat(settings.at("/retention/days").asInt()).isEqualTo(30);
      assertThat(settings.at("/retention/max_records").isNull()).isTrue();
      assertThat(settings.get("hidden_routes")).isEmpty();
      assertThat(settings.get("templates")).hasSize(2);

      change(server, key, "{'retention':null,'mask_addresses':null,'templates':null}");
      assertThat(text(settings(server, key))).isEqualTo(AT_FIRST);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'days':1} | days | days is unknown; known are retention, mask_addresses, hidden_routes, templates.",
        "[] | | The body must be a JSON object.",
        "{'retention':30} | retention | retention must be a JSON object.",
        "{'retention':{'hours':3}} | retention.hours | is unknown; known are days, max_records.",
        "{'retention':{'days':0}} | retention.days | must be an integer within 1…36500.",
        "{'retention':{'days':1.5}} | retention.days | must be an integer",
        "{'retention':{'max_records':0}} | retention.max_records | within 1…1000000000.",
        "{'mask_addresses':'yes'} | mask_addresses | must be true or false.",
        "{'hidden_routes':'GET /'} | hidden_routes | must be a list of 0 to 30 entries.",
        "{'hidden_routes':['/a','']} | hidden_routes[1] | must be 1 to 1000 characters",
        "{'hidden_routes':['/a','/a']} | hidden_routes[1] | is given twice.",
        "{'templates':['/a','b']} | templates[1] | must begin with a slash.",
        "{'templates':['/a/**/b']} | templates[0] | has ** before its end.",
        "{'templates':['/a','/a']} | templates[1] | is given twice.",
        "{'templates':[5]} | templates[0] | must be text.",
      })
  void change_thatIsWrong_isRefusedWithFieldAndReason_andChangesNothing(
      String body, String field, String reason) {
    Answer refused = change(shared, someKey, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("field").asText(null)).isEqualTo(field);
    assertThat(refused.json().get("message").asText()).contains(reason);
    assertThat(text(settings(shared, someKey))).isEqualTo(AT_FIRST);
  }

  @Test
  void change_isAudited_withWhatWasAndWhatIs() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      change(server, key, "{'retention':{'days':30},'hidden_routes':['/a']}");
      change(server, key, "{'retention':{'days':7},'hidden_routes':['/a']}");
      change(server, key, "{'retention':{'days':7}}");

      JsonNode log =
          server.get("/api/v1/logs/audit?starting_after=1", "X-AUTH-TOKEN", key).json().get("data");

      assertThat(log).hasSize(2);
      assertThat(log.findValuesAsText("action")).containsOnly("settings.change");
      assertThat(log.findValuesAsText("object")).containsOnly("project 1");
      assertThat(text(log.at("/0/before"))).isEqualTo("{'hidden_routes':[]}");
      assertThat(text(log.at("/0/after")))
          .isEqualTo("{'hidden_routes':['/a'],'retention_days':30}");
      assertThat(text(log.at("/1/before"))).isEqualTo("{'retention_days':30}");
      assertThat(text(log.at("/1/after"))).isEqualTo("{'retention_days':7}");
    }
  }

  @Test
  void effective_isWhicheverKeepsLess() {
    try (TestServer server =
        new TestServer(data, options -> options.retention("36h").maxRecords(500))) {
      String key = server.newKey();
      assertThat(effective(server, key)).isEqualTo("{'days':1.5,'max_records':500}");
      change(server, key, "{'retention':{'days':30,'max_records':1000}}");
      assertThat(effective(server, key)).isEqualTo("{'days':1.5,'max_records':500}");
      change(server, key, "{'retention':{'days':1,'max_records':10}}");
      assertThat(effective(server, key)).isEqualTo("{'days':1,'max_records':10}");
    }
  }

  @Test
  void preview_ofRetention_countsRequestsAndEvents_andChangesNothing() {
    try (TestServer server = new TestServer(data, options -> options.retention("60d"))) {
      String key = server.newKey();
      String now = Instant.now().toString().substring(0, 10);
      String ago = Instant.now().minus(Duration.ofDays(90)).toString().substring(0, 10);
      String old = record("/a").replace(now, ago);
      server.post("/api/requests", requests(key, old, old, old, record("/a"), record("/b")));
      String event = "{'name':'paid','created_at':'" + Instant.now() + "'}";
      String events = String.join(",", event.replace(now, ago), event, event);
      String post = "{'api_key':'" + key + "','events':[" + events + "]}";
      server.post("/api/events", post.replace('\'', '"'));

      JsonNode aged = preview(server, key, "{'retention':{'days':30}}").json();
      Instant before = Instant.parse(aged.get("created_before").asText());
      assertThat(Duration.between(before, Instant.now()))
          .isBetween(DAYS_30, DAYS_30.plus(Duration.ofHours(1)));
      assertThat(aged.get("max_records").isNull()).isTrue();
      assertThat(counts(aged)).isEqualTo("3 requests, 1 events");
      assertThat(counts(preview(server, key, "{'retention':{'max_records':2}}").json()))
          .isEqualTo("3 requests, 1 events");
      assertThat(counts(preview(server, key, "{'retention':{'days':30,'max_records':1}}").json()))
          .isEqualTo("4 requests, 2 events");
      assertThat(counts(preview(server, key, "{'retention':{'days':100}}").json()))
          .as("what the server keeps counts")
          .isEqualTo("3 requests, 1 events");
      assertThat(settings(server, key).at("/retention/days").isNull()).isTrue();
      assertThat(server.log(key)).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | | must have either templates or retention.",
        "{'templates':[],'retention':{}} | | must have either templates or retention.",
        "{'retention':{'days':0}} | retention.days | must be an integer within 1…36500.",
        "{'hidden_routes':[]} | hidden_routes | is unknown; known are templates, retention.",
      })
  void preview_thatIsWrong_isRefused(String body, String field, String reason) {
    Answer refused = preview(shared, someKey, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("field").asText(null)).isEqualTo(field);
    assertThat(refused.json().get("message").asText()).contains(reason);
  }

  private static Answer preview(TestServer server, String key, String body) {
    return server.post(PATH + "/preview", body.replace('\'', '"'), "X-AUTH-TOKEN", key);
  }

  private static String counts(JsonNode preview) {
    return preview.get("requests") + " requests, " + preview.get("events") + " events";
  }

  @Test
  void settings_goWithTheLastKey() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      change(server, key, ALL);
      server.send("DELETE", "/api/account", null, "X-AUTH-TOKEN", key);
    }
    assertThat(TestDatabase.count(data, "SELECT count(*) FROM settings")).isZero();
  }

  @Test
  void session_tellsWhatTheDashboardNeeds_andNoHiddenRouteBehindFilters() {
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      change(server, key, ALL);
      server.post("/api/requests", requests(key, record("/a")));
      String token =
          made(
              server,
              key,
              "tokens",
              "{'owner':'o','scope':'read','filters':["
                  + "{'field':'path','op':'is','value':'/a'}]}");
      String share = made(server, key, "shares", "{'name':'n','expires_at':'2999-01-01'}");

      assertThat(project(server, key))
          .isEqualTo("{'id':1,'mask_addresses':true,'hidden_routes':['GET /health','/ready']}");
      assertThat(project(server, token))
          .isEqualTo("{'id':1,'mask_addresses':true,'hidden_routes':[]}");
      change(server, key, "{'mask_addresses':false}");
      assertThat(project(server, share))
          .isEqualTo("{'id':1,'mask_addresses':true,'hidden_routes':[]}");
    }
  }

  private static String made(TestServer server, String key, String what, String body) {
    return server
        .post("/api/v1/" + what, body.replace('\'', '"'), "X-AUTH-TOKEN", key)
        .json()
        .get("token")
        .asText();
  }

  private static String project(TestServer server, String credential) {
    return text(server.get("/api/v1/session", "X-AUTH-TOKEN", credential).json().get("project"));
  }

  private static String effective(TestServer server, String key) {
    return text(settings(server, key).at("/retention/effective"));
  }

  static JsonNode settings(TestServer server, String key) {
    return server.get(PATH, "X-AUTH-TOKEN", key).json();
  }

  static Answer change(TestServer server, String key, String body) {
    byte[] bytes = body.replace('\'', '"').getBytes();
    return server.send("PATCH", PATH, bytes, "X-AUTH-TOKEN", key);
  }

  private static String text(JsonNode json) {
    return json.toString().replace('"', '\'');
  }
}
