package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation is called, well and badly, and answers as the document says. */
class OpenApiAnswersTest {
  private static final String ADMIN_TOKEN = "a-long-admin-token";
  private static final String WRONG = UUID.randomUUID().toString();
  private static final String LONG = "x".repeat(3_000);

  @TempDir Path data;

  private TestServer server;
  private OpenApi api;
  private String key;

  @Test
  void everyOperation_answersAsTheDocumentSays() throws IOException {
    try (TestServer running =
        new TestServer(data, options -> options.selfAnalytics(true).adminToken(ADMIN_TOKEN))) {
      server = running;
      api = new OpenApi(running);
      projects();
      posts();
      records();
      exports();
      queries();
      explanations();
      anomalies();
      credentials();
      settings();
      sessions();
      userData();
      files();
      operations();
      deletions();
    }

    assertThat(api.unseen()).isEmpty();
  }

  @Test
  void refusals_ofALimitedServer_areInTheDocument() {
    try (TestServer running =
        new TestServer(data, options -> options.rateLimitAddress(1).rateLimitKey(1))) {
      server = running;
      api = new OpenApi(running);
      for (int i = 0; i < 20; i++) {
        api.check("POST /api/events", server.post("/api/events", "{}"));
      }
      call(429, "POST /api/events", "/api/events", "{}");
      for (int i = 0; i < 40; i++) {
        api.check("GET /api/data", server.get("/api/data", "API-Key", WRONG));
      }
      call(429, "GET /api/data", "/api/data", null, "API-Key", WRONG);
    }
  }

  private void projects() {
    for (String path : new String[] {"/api/generate", "/api/generate-api-key"}) {
      for (String method : new String[] {"GET", "POST"}) {
        key = call(200, method + " " + path, path, null).json().asText();
        call(403, method + " " + path, path, null, "Via", "1.1 proxy");
      }
    }
    call(200, "GET /api/user-id/{key}", "/api/user-id/" + key, null);
    call(401, "GET /api/user-id/{key}", "/api/user-id/" + WRONG, null);
    call(405, "GET /api/delete/{key}", "/api/delete/" + key, null);
  }

  private void posts() throws IOException {
    String bare =
        """
        {"method":"GET","status":200,"response_time_us":1500,"created_at":"%s"}"""
            .formatted(Instant.now());
    String full = record("path", "\"/" + LONG + "\"");
    String sampled = record("weight", "2.5");
    String wrong = record("status", "99");
    for (String path : new String[] {"/api/requests", "/api/log-request"}) {
      String operation = "POST " + path;
      good(operation, path, requests(key, record("/v1/items/5"), bare, full, sampled));
      call(201, operation, path, requests(key, record("/"), wrong));
      call(400, operation, path, requests(key, wrong));
      call(400, operation, path, "no JSON");
      call(401, operation, path, requests(WRONG, record("/")));
    }
    Answer zipped =
        server.send(
            "POST",
            "/api/requests",
            gzip(requests(key, record("/"))),
            "Content-Encoding",
            "gzip",
            "Idempotency-Key",
            UUID.randomUUID().toString());
    api.check("POST /api/requests", zipped);
    assertThat(zipped.status()).isEqualTo(201);
    call(415, "POST /api/requests", "/api/requests", "{}", "Content-Encoding", "br");

    String event =
        """
        {"name":"order placed","created_at":"%s","value":49.9,"duration_us":12,"object":"cart",
         "inputs":{"a":[1,{"b":null}]},"outputs":null,"source":"%s"}"""
            .formatted(Instant.now(), LONG);
    String events = "{\"api_key\":\"" + key + "\",\"service\":\"shop\",\"events\":[%s]}";
    good("POST /api/events", "/api/events", events.formatted(event));
    call(400, "POST /api/events", "/api/events", events.formatted("{}"));

    String routes = "{\"api_key\":\"" + key + "\",\"routes\":[%s]}";
    good("POST /api/routes", "/api/routes", routes.formatted("\"GET /v1/items/{id}\""));
    String[] own = {"X-AUTH-TOKEN", key};
    JsonNode declared = call(200, "GET /api/v1/routes", "/api/v1/routes", null, own).json();
    assertThat(declared.get("data")).hasSize(1);
    call(400, "GET /api/v1/routes", "/api/v1/routes?limit=1", null, own);
    call(401, "GET /api/v1/routes", "/api/v1/routes", null);
    String losses = "/api/v1/losses";
    call(400, "POST /api/requests", "/api/requests", requests(key, record("status", "7")));
    String dropped = requests(key, record("/")).replaceFirst("}$", ",\"dropped\":{\"full\":3}}");
    call(201, "POST /api/requests", "/api/requests", dropped);
    assertThat(call(200, "GET " + losses, losses, null, own).json().findValues("reason"))
        .isNotEmpty();
    call(400, "GET " + losses, losses + "?from=soon", null, own);
    call(401, "GET " + losses, losses, null);
    String many = String.join(",", Collections.nCopies(20_001, "\"/\""));
    call(413, "POST /api/routes", "/api/routes", routes.formatted(many));
  }

  private void records() {
    String[] own = {"X-AUTH-TOKEN", key};
    String share = server.get("/api/user-id/" + key).json().asText();
    call(200, "GET /api/data", "/api/data", null, own);
    call(200, "GET /api/data", "/api/data?compact=true", null, own);
    call(200, "GET /api/data", "/api/data?page=2", null, own);
    call(400, "GET /api/data", "/api/data?status=1", null, own);
    call(401, "GET /api/data", "/api/data", null);
    String shared = "GET /api/requests/{userId}";
    call(200, shared, "/api/requests/" + share, null);
    call(200, shared, "/api/requests/" + share + "?page=0", null);
    call(400, shared, "/api/requests/" + WRONG, null);
    call(200, shared + "/{page}", "/api/requests/" + share + "/1", null);
    call(400, shared + "/{page}", "/api/requests/" + share + "/x", null);

    String log = "/api/v1/logs/requests";
    Answer newest = call(200, "GET " + log, log, null, "API-Key", key);
    call(200, "GET " + log, log + "?limit=2&search=status:2xx", null, own);
    call(200, "GET " + log, log + "?starting_after=999999999", null, own);
    call(400, "GET " + log, log + "?search=(", null, own);
    call(401, "GET " + log, log, null, "Authorization", "Bearer " + WRONG);
    long id = newest.json().at("/data/0/id").asLong();
    call(200, "GET " + log + "/{id}", log + "/" + id, null, own);
    call(404, "GET " + log + "/{id}", log + "/999999999", null, own);
    call(400, "GET " + log + "/{id}", log + "/" + id + "?limit=1", null, own);
    String events = "/api/v1/logs/events";
    Answer all = call(200, "GET " + events, events, null, own);
    assertThat(all.json().get("data")).hasSize(1);
    call(400, "GET " + events, events + "?limit=0", null, own);
    call(401, "GET " + events, events, null, "X-AUTH-TOKEN", WRONG);
  }

  private void exports() {
    String exports = "/api/v1/exports/requests";
    String[] own = {"X-AUTH-TOKEN", key};
    for (String format : new String[] {"csv", "ndjson", "parquet"}) {
      call(200, "GET " + exports, exports + "?format=" + format, null, own);
    }
    call(
        200, "GET " + exports, exports + "?format=csv&columns=path,status&header=false", null, own);
    call(400, "GET " + exports, exports, null, own);
    call(401, "GET " + exports, exports + "?format=csv", null);
    byte[] lines = server.get(exports + "?format=ndjson", own).raw().body();
    new String(lines, StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> assertThat(api.errors(request(), line)).as(line).isEmpty());
  }

  private JsonNode request() {
    return api.document().at("/components/schemas/Request");
  }

  private void queries() {
    String query = "POST /api/v1/query";
    String path = "/api/v1/query";
    String[] own = {"X-AUTH-TOKEN", key};
    for (String body :
        new String[] {
          """
          {"metrics":["requests","users","error_rate","p95","mean","first_seen"]}""",
          """
          {"metrics":["requests"],"dimensions":["route","status_class"],"limit":1,"totals":true,
           "order":[{"by":"requests"}],"filters":[{"field":"status","op":"in","value":[200,404]},
           {"field":"user_group","op":"unknown"}]}""",
          """
          {"metrics":["p99","sum:response_bytes"],"dimensions":["time:1d"],"zone":"Europe/Paris",
           "from":"2026-11-01","to":"2026-12-31","compare":"previous_period","totals":true}""",
          """
          {"metrics":["requests","users"],"dimensions":["histogram:response_time","hour"],
           "search":"-client:curl","users":"address","without_query_strings":true,"id":"a"}"""
        }) {
      good(query, path, body, own);
    }
    call(400, query, path, "{}", own);
    call(401, query, path, "{}");
    call(413, query, path, " ".repeat(300_000), own);
    call(404, query.replace("POST", "DELETE") + "/{id}", path + "/none", null, own);
    stopOne(path, own);
  }

  /** Asks over and over until one is stopped: a few records do not keep a query for long. */
  private void stopOne(String path, String... own) {
    String body = "{\"id\":\"again\",\"metrics\":[\"users\",\"p99\"],\"dimensions\":[\"path\"]}";
    AtomicBoolean stopped = new AtomicBoolean();
    CompletableFuture<Answer> asked =
        CompletableFuture.supplyAsync(
            () -> {
              Answer answer;
              do {
                answer = server.post(path, body, own);
              } while (answer.status() == 200 && !stopped.get());
              return answer;
            });
    while (!stopped.get() && !asked.isDone()) {
      Answer answer = server.send("DELETE", path + "/again", null, own);
      api.check("DELETE /api/v1/query/{id}", answer);
      stopped.set(answer.status() == 204);
    }
    api.check("POST /api/v1/query", asked.join());
  }

  private void explanations() {
    String path = "/api/v1/explain";
    String[] own = {"X-AUTH-TOKEN", key};
    String hour =
        """
        {"metric":"%s","from":"2020-01-01","compare":{"from":"2020-01-01","to":"2099-01-01"},
         "filters":[{"field":"status","op":"is","value":200}],"limit":1}""";
    for (String metric : new String[] {"requests", "error_rate", "p95", "sum:response_bytes"}) {
      String body = hour.formatted(metric);
      assertThat(api.bodyErrors("POST " + path, body)).isEmpty();
      call(200, "POST " + path, path, body, own);
    }
    call(200, "POST " + path, path, "{\"metric\":\"users\"}", own);
    call(400, "POST " + path, path, "{\"metric\":\"min\"}", own);
    call(401, "POST " + path, path, hour.formatted("users"));
    call(413, "POST " + path, path, " ".repeat(300_000) + "{}", own);
  }

  private void anomalies() {
    String path = "/api/v1/anomalies";
    String[] own = {"X-AUTH-TOKEN", key};
    String body =
        """
        {"metric":"error_rate","from":"2020-01-01","limit":1,"budget_ms":20000,"id":"a-1",
         "filters":[{"field":"method","op":"is","value":"GET"}]}""";
    assertThat(api.bodyErrors("POST " + path, body)).isEmpty();
    call(200, "POST " + path, path, body, own);
    call(200, "POST " + path, path, "{}", own);
    call(400, "POST " + path, path, "{\"metric\":\"p95\"}", own);
    call(401, "POST " + path, path, "{}");
    call(413, "POST " + path, path, " ".repeat(300_000) + "{}", own);
  }

  private void credentials() {
    String[] own = {"X-AUTH-TOKEN", key};
    String[] wrong = {"X-AUTH-TOKEN", WRONG};
    made("keys", "{\"name\":\"web\"}", own);
    String filters = "[{\"field\":\"status\",\"op\":\"gte\",\"value\":500}]";
    String terms = "{\"owner\":\"Ada\",\"scope\":\"read\",\"filters\":" + filters + "}";
    String expiring =
        "{\"owner\":\"Ada\",\"scope\":\"write\",\"expires_at\":\"2099-01-01T00:00:00Z\"}";
    made("tokens", expiring, own);
    String token = made("tokens", terms, own).get("token").asText();
    String share = "{\"name\":\"Ada\",\"expires_at\":\"2099-01-01\",\"filters\":" + filters + "}";
    made("shares", share, own);
    made(
        "views",
        "{\"name\":\"Slow\",\"page\":\"routes\",\"query\":\"sort=p95&filter=a.is.b\"}",
        own);
    String shared =
        call(201, "POST /api/v1/shares", "/api/v1/shares", share, own).json().get("token").asText();
    call(200, "POST /api/v1/session", "/api/v1/session", "{\"key\":\"" + shared + "\"}");
    call(403, "GET /api/v1/shares", "/api/v1/shares", null, "X-AUTH-TOKEN", shared);
    String[] limited = {"Authorization", "Bearer " + token};
    call(200, "GET /api/v1/logs/requests", "/api/v1/logs/requests", null, limited);
    call(403, "GET /api/data", "/api/data", null, limited);
    call(403, "GET /api/v1/keys", "/api/v1/keys", null, limited);
    call(403, "POST /api/requests", "/api/requests", requests(token, record("/")));
    String audit = "/api/v1/logs/audit";
    assertThat(call(200, "GET " + audit, audit, null, own).json().get("data")).isNotEmpty();
    call(400, "GET " + audit, audit + "?limit=0", null, own);
    call(401, "GET " + audit, audit, null, wrong);
  }

  private void settings() {
    String path = "/api/v1/settings";
    String[] own = {"X-AUTH-TOKEN", key};
    call(200, "GET " + path, path, null, own);
    call(400, "GET " + path, path + "?a=1", null, own);
    call(401, "GET " + path, path, null);
    for (String body :
        new String[] {
          "{}",
          """
          {"retention":{"days":30,"max_records":1000000},"mask_addresses":true,
           "hidden_routes":["GET /health"],"templates":["/v1/items/*"]}""",
          """
          {"retention":null,"mask_addresses":null,"hidden_routes":null,"templates":null}"""
        }) {
      assertThat(api.bodyErrors("PATCH " + path, body)).isEmpty();
      call(200, "PATCH " + path, path, body, own);
      call(200, "GET " + path, path, null, own);
    }
    call(400, "PATCH " + path, path, "{\"days\":1}", own);
    call(401, "PATCH " + path, path, "{}");
    call(413, "PATCH " + path, path, " ".repeat(600_000) + "{}", own);
    String preview = path + "/preview";
    String templates = "{\"templates\":[\"/v1/items/*\"]}";
    assertThat(api.bodyErrors("POST " + preview, templates)).isEmpty();
    assertThat(call(200, "POST " + preview, preview, templates, own).json().get("data"))
        .isNotEmpty();
    for (String retention : new String[] {"null", "{\"days\":30,\"max_records\":10}"}) {
      String body = "{\"retention\":" + retention + "}";
      assertThat(api.bodyErrors("POST " + preview, body)).isEmpty();
      call(200, "POST " + preview, preview, body, own);
    }
    call(400, "POST " + preview, preview, "{}", own);
    call(401, "POST " + preview, preview, templates);
  }

  private void sessions() {
    String path = "/api/v1/session";
    String[] elsewhere = {"Origin", "https://pages.example"};
    String body = "{\"key\":\"" + key + "\"}";
    assertThat(api.bodyErrors("POST " + path, body)).isEmpty();
    String cookie = call(200, "POST " + path, path, body).header("Set-Cookie").split(";")[0];
    call(400, "POST " + path, path, "{}");
    call(401, "POST " + path, path, "{\"key\":\"" + WRONG + "\"}");
    call(403, "POST " + path, path, body, elsewhere);
    call(200, "GET " + path, path, null);
    call(200, "GET " + path, path, null, "Cookie", cookie);
    call(400, "GET " + path, path + "?a=1", null);
    call(403, "DELETE " + path, path, null, "Cookie", cookie);
    call(200, "DELETE " + path, path, null, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    String newest = "/api/v1/newest";
    call(200, "GET " + newest, newest, null, "Cookie", cookie);
    call(401, "GET " + newest, newest, null);
  }

  private JsonNode made(String what, String body, String... own) {
    String path = "/api/v1/" + what;
    assertThat(api.bodyErrors("POST " + path, body)).as(body).isEmpty();
    JsonNode made = call(201, "POST " + path, path, body, own).json();
    call(400, "POST " + path, path, "{}", own);
    call(200, "GET " + path, path, null, own);
    call(401, "GET " + path, path, null);
    if (!made.has("expires_at") || !made.get("expires_at").isNull()) {
      String one = path + "/" + made.get("id").asInt();
      call(200, "DELETE " + path + "/{id}", one, null, own);
      call(404, "DELETE " + path + "/{id}", path + "/999", null, own);
      call(200, "GET " + path, path, null, own);
    }
    return made;
  }

  private void userData() {
    String path = "/api/v1/user-data";
    String[] own = {"X-AUTH-TOKEN", key};
    call(200, "GET " + path, path + "?user_id=ada", null, own);
    call(400, "GET " + path, path, null, own);
    call(200, "DELETE " + path, path + "?ip_address=8.8.8.8", null, own);
    call(400, "DELETE " + path, path, null, own);
    call(200, "GET " + path + "/summary", path + "/summary?user_id=ada", null, own);
    call(400, "GET " + path + "/summary", path + "/summary", null, own);
  }

  private void files() throws IOException {
    String path = "/api/v1/import";
    String[] own = {"X-AUTH-TOKEN", key};
    String lines = record("/a") + "\n" + record("status", "99") + "\n{\"path\":";
    call(200, "POST " + path, path, lines, own);
    call(200, "POST " + path, path, "[" + record("colour", "1") + "]", own);
    call(400, "POST " + path, path, "[" + record("/a") + ",", own);
    call(400, "POST " + path, path, "colour\nred\n", own);
    call(401, "POST " + path, path, lines);
    byte[] zipped = gzip((record("/a") + "\n").repeat(15_000));
    Answer cut = server.send("POST", path, Arrays.copyOf(zipped, zipped.length - 200), own);
    api.check("POST " + path, cut);
    assertThat(cut.json().get("complete").asBoolean()).isFalse();
  }

  private void operations() {
    String[] proxied = {"Via", "1.1 proxy"};
    call(200, "POST /api/v1/compact", "/api/v1/compact", null);
    call(403, "POST /api/v1/compact", "/api/v1/compact", null, proxied);
    call(400, "POST /api/v1/compact", "/api/v1/compact?at=once", null);
    String[] admin = {"Authorization", "Bearer " + ADMIN_TOKEN};
    call(200, "GET /api/v1/backup", "/api/v1/backup", null, admin);
    call(400, "GET /api/v1/backup", "/api/v1/backup?since=1", null, admin);
    call(401, "GET /api/v1/backup", "/api/v1/backup", null);
    call(403, "GET /api/v1/backup", "/api/v1/backup", null, "API-Key", key);
    ownKey();
    call(403, "POST /api/v1/self", "/api/v1/self", null, proxied);
    call(400, "POST /api/v1/self", "/api/v1/self?a=b", null);
    call(200, "GET /api/health", "/api/health", null);
    call(200, "HEAD /api/health", "/api/health", null);
    Answer document = call(200, "GET /api/openapi.json", "/api/openapi.json", null);
    String tag = document.header("ETag");
    call(304, "GET /api/openapi.json", "/api/openapi.json", null, "If-None-Match", tag);
    call(200, "GET /metrics", "/metrics", null);
    call(200, "GET /metrics", "/metrics", null, "Accept", "application/openmetrics-text");
    call(403, "GET /metrics", "/metrics", null, proxied);
  }

  /** It is there a moment after the start. */
  private void ownKey() {
    Answer answer;
    do {
      answer = server.post("/api/v1/self", "");
      api.check("POST /api/v1/self", answer);
    } while (answer.status() == 503);
    assertThat(answer.status()).isEqualTo(200);
  }

  private void deletions() {
    String[] own = {"X-AUTH-TOKEN", key};
    for (String path : new String[] {"/api/data", "/api/account"}) {
      call(200, "DELETE " + path, path, null, own);
      call(401, "DELETE " + path, path, null, "X-AUTH-TOKEN", WRONG);
    }
  }

  /** A body that is as the document says, and is taken. */
  private void good(String operation, String path, String body, String... headers) {
    assertThat(api.bodyErrors(operation, body)).as(body).isEmpty();
    int success = operation.endsWith("/query") ? 200 : 201;
    call(success, operation, path, body, headers);
  }

  private Answer call(int status, String operation, String path, String body, String... headers) {
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    String method = operation.substring(0, operation.indexOf(' '));
    Answer answer = server.send(method, path, bytes, headers);
    api.check(operation, answer);
    assertThat(answer.status()).as("%s %s", operation, body).isEqualTo(status);
    return answer;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
