package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.store.AccessToken;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.TokenTerms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has a demo, which begins while it runs. */
class DemoSessionTest {
  private static final String PATH = "/api/v1/session";
  private static final String DEMO = "{\"demo\":true}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @Test
  void demo_isOpenToAll_andReadsOnly() throws Exception {
    AtomicReference<Caller> demo = new AtomicReference<>();
    try (DuckStore store = DuckStore.open(folder.resolve("file"), "64MB");
        Ingest ingest = new Ingest(store, false, address -> null, Clock.systemUTC());
        Answers answers = new Answers(store, Clock.systemUTC());
        WebServer running =
            WebServer.start(TestSettings.withDemo(demo::get), store, ingest, answers)) {
      server = running;
      assertThat(json(send("GET", PATH, null, "")).at("/server/demo").asBoolean()).isFalse();
      assertThat(send("POST", PATH, DEMO, "").statusCode()).isEqualTo(400);

      demo.set(visitor(store));
      assertThat(json(send("GET", PATH, null, "")).at("/server/demo").asBoolean()).isTrue();
      HttpResponse<String> answer = send("POST", PATH, DEMO, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).startsWith("footfall_session=demo; Path=/; Max-Age=2592000; HttpOnly");

      String session = "footfall_session=demo";
      JsonNode who = json(send("GET", PATH, null, session));
      assertThat(who).isEqualTo(json(answer));
      assertThat(who.get("demo").asBoolean()).isTrue();
      assertThat(who.get("scope").asText()).isEqualTo("read");
      String query = "{\"metrics\":[\"requests\"]}";
      assertThat(send("POST", "/api/v1/query", query, session).statusCode()).isEqualTo(200);
      assertThat(send("GET", "/api/v1/keys", null, session).statusCode()).isEqualTo(403);
      assertThat(send("DELETE", "/api/data", null, session).statusCode()).isEqualTo(403);
      assertThat(send("GET", "/api/v1/logs/audit", null, session).statusCode()).isEqualTo(403);
      // it is no key that a header could show
      assertThat(send("GET", "/api/data", null, "", "X-AUTH-TOKEN", "demo").statusCode())
          .isEqualTo(401);
    }
  }

  private static Caller visitor(DuckStore store) {
    ApiKey key = ApiKey.random();
    store.createProject(Change.OPERATOR, key.hash(), key.shareHash(), Instant.now());
    AccessToken token = AccessToken.random();
    TokenTerms terms = new TokenTerms("demo", Scope.READ, null, null);
    store.addToken(store.caller(key.hash()), terms, token.hash());
    return store.caller(token.hash());
  }

  private HttpResponse<String> send(
      String method, String path, String body, String cookie, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Origin", server.url())
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
