package dev.footfall.server.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.store.AccessToken;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.SavedView;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.SharedPeriod;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredKey;
import dev.footfall.server.store.StoredToken;
import dev.footfall.server.store.TokenTerms;
import io.javalin.http.HandlerType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes each call of the server as each kind of caller. */
class EndpointsTest {
  private static final String OPERATOR = "the-operator's-token";
  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
  private static final String RECORD =
      "{\"path\":\"/a\",\"method\":\"GET\",\"status\":200,\"response_time\":1,\"created_at\":\""
          + Instant.now()
          + "\"}";

  /**
   * How a call is made rightly.
   *
   * @param path what is put for the names in the path, with $REQUEST, $KEY, $TOKEN, $SHARE and
   *     $VIEW for ids
   * @param ok what it is answered with
   * @param foreign what a key of another project is answered with
   */
  private record Call(String path, String body, int ok, int foreign) {}

  private static final Map<String, Call> CALLS =
      Map.ofEntries(
          entry("POST /api/requests", post("{\"api_key\":\"$\",\"requests\":[" + RECORD + "]}")),
          entry("POST /api/log-request", post("{\"api_key\":\"$\",\"requests\":[" + RECORD + "]}")),
          entry(
              "POST /api/events",
              post(
                  "{\"api_key\":\"$\",\"events\":[{\"name\":\"paid\",\"created_at\":\""
                      + Instant.now()
                      + "\"}]}")),
          entry("POST /api/routes", post("{\"api_key\":\"$\",\"routes\":[\"GET /a\"]}")),
          entry("POST /api/v1/import", new Call("/api/v1/import", RECORD, 200, 200)),
          entry("GET /api/generate", get("/api/generate")),
          entry("POST /api/generate", get("/api/generate")),
          entry("GET /api/generate-api-key", get("/api/generate-api-key")),
          entry("POST /api/generate-api-key", get("/api/generate-api-key")),
          entry("GET /api/v1/user-data", get("/api/v1/user-data?user_id=a")),
          entry("DELETE /api/v1/user-data", get("/api/v1/user-data?user_id=a")),
          entry("GET /api/v1/user-data/summary", get("/api/v1/user-data/summary?user_id=a")),
          entry("DELETE /api/data", get("/api/data")),
          entry("DELETE /api/account", get("/api/account")),
          entry("GET /api/delete/{key}", new Call("/api/delete/x", null, 405, 405)),
          entry("GET /api/v1/keys", get("/api/v1/keys")),
          entry("POST /api/v1/keys", new Call("/api/v1/keys", "{\"name\":\"n\"}", 201, 201)),
          entry("DELETE /api/v1/keys/{id}", new Call("/api/v1/keys/$KEY", null, 200, 404)),
          entry("GET /api/v1/tokens", get("/api/v1/tokens")),
          entry(
              "POST /api/v1/tokens",
              new Call("/api/v1/tokens", "{\"owner\":\"o\",\"scope\":\"read\"}", 201, 201)),
          entry("DELETE /api/v1/tokens/{id}", new Call("/api/v1/tokens/$TOKEN", null, 200, 404)),
          entry("GET /api/v1/shares", get("/api/v1/shares")),
          entry(
              "POST /api/v1/shares",
              new Call(
                  "/api/v1/shares", "{\"name\":\"n\",\"expires_at\":\"2999-01-01\"}", 201, 201)),
          entry("DELETE /api/v1/shares/{id}", new Call("/api/v1/shares/$SHARE", null, 200, 404)),
          entry("GET /api/v1/settings", get("/api/v1/settings")),
          entry("PATCH /api/v1/settings", new Call("/api/v1/settings", "{}", 200, 200)),
          entry(
              "POST /api/v1/settings/preview",
              new Call("/api/v1/settings/preview", "{\"templates\":[]}", 200, 200)),
          entry("GET /api/v1/views", get("/api/v1/views")),
          entry("POST /api/v1/views", new Call("/api/v1/views", "{\"name\":\"n\"}", 201, 201)),
          entry("DELETE /api/v1/views/{id}", new Call("/api/v1/views/$VIEW", null, 200, 404)),
          entry("POST /api/v1/session", new Call("/api/v1/session", "{\"key\":\"$\"}", 200, 200)),
          entry("GET /api/v1/session", get("/api/v1/session")),
          entry("DELETE /api/v1/session", get("/api/v1/session")),
          entry("GET /api/user-id/{key}", get("/api/user-id/$")),
          entry("GET /api/requests/{userId}", get("/api/requests/$")),
          entry("GET /api/requests/{userId}/{page}", get("/api/requests/$/1")),
          entry("GET /api/data", get("/api/data")),
          entry("GET /api/v1/logs/requests", get("/api/v1/logs/requests")),
          entry(
              "GET /api/v1/logs/requests/{id}",
              new Call("/api/v1/logs/requests/$REQUEST", null, 200, 404)),
          entry("GET /api/v1/logs/events", get("/api/v1/logs/events")),
          entry("GET /api/v1/logs/audit", get("/api/v1/logs/audit")),
          entry("GET /api/v1/exports/requests", get("/api/v1/exports/requests?format=csv")),
          entry("GET /api/v1/routes", get("/api/v1/routes")),
          entry("GET /api/v1/losses", get("/api/v1/losses")),
          entry("GET /api/v1/newest", get("/api/v1/newest")),
          entry(
              "POST /api/v1/query",
              new Call("/api/v1/query", "{\"metrics\":[\"requests\"]}", 200, 200)),
          // none runs
          entry("DELETE /api/v1/query/{id}", new Call("/api/v1/query/mine", null, 404, 404)),
          entry(
              "POST /api/v1/explain",
              new Call("/api/v1/explain", "{\"metric\":\"requests\"}", 200, 200)),
          entry("POST /api/v1/anomalies", new Call("/api/v1/anomalies", "{}", 200, 200)),
          entry("POST /api/v1/compact", get("/api/v1/compact")),
          entry("GET /api/v1/backup", get("/api/v1/backup")),
          // not recorded
          entry("POST /api/v1/self", new Call("/api/v1/self", null, 404, 404)),
          entry("GET /metrics", get("/metrics")),
          entry("GET /api/openapi.json", get("/api/openapi.json")),
          entry("GET /api/health", get("/api/health")),
          entry("HEAD /api/health", get("/api/health")));

  private static Call get(String path) {
    return new Call(path, null, 200, 200);
  }

  private static Call post(String body) {
    return new Call(null, body, 201, 201);
  }

  private enum Who {
    NOBODY,
    MALFORMED,
    UNKNOWN_KEY,
    UNKNOWN_TOKEN,
    DELETED_KEY,
    REVOKED_KEY,
    REVOKED_TOKEN,
    EXPIRED_TOKEN,
    WRITER,
    READER,
    FILTERED,
    SHARED,
    EXPIRED_SHARE,
    REVOKED_SHARE,
    ADMIN,
    KEY,
    FOREIGN_KEY,
    OPERATOR,
    DATA_OWNER
  }

  @TempDir static Path folder;
  private static Store store;
  private static Ingest ingest;
  private static Answers answers;
  private static WebServer server;
  private static Endpoints endpoints;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    store = DuckStore.open(folder.resolve("file"), "128MB");
    ingest = new Ingest(store, false, address -> null, Clock.systemUTC());
    answers = new Answers(store, Clock.systemUTC());
    WebSettings settings = TestSettings.with(OPERATOR);
    endpoints = new Endpoints(settings, store, ingest, answers);
    server = WebServer.start(settings, store, ingest, answers);
  }

  @AfterAll
  static void stop() {
    server.close();
    answers.close();
    ingest.close();
    store.close();
  }

  static Stream<Endpoint> all() {
    return endpoints.all().stream();
  }

  @Test
  void everyCall_hasItsExpectation() {
    assertThat(all().map(EndpointsTest::name)).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
  }

  @ParameterizedTest
  @MethodSource("all")
  void call_isAnsweredAsItsCallerMay(Endpoint endpoint) throws Exception {
    Call call = CALLS.get(name(endpoint));
    Project project = new Project();
    for (Who who : Who.values()) {
      HttpResponse<String> answer = send(endpoint, call, project, who);
      int expected = expected(endpoint.need(), who, call);
      assertThat(answer.statusCode())
          .as("%s as %s: %s", name(endpoint), who, answer.body())
          .isEqualTo(expected);
      assertReason(endpoint.need(), who, answer);
      if (endpoint.method().equals(HandlerType.DELETE) && answer.statusCode() == 200) {
        project = new Project();
      }
    }
  }

  private static int expected(Need need, Who who, Call call) {
    return switch (need) {
      case NOTHING -> call.ok;
      case ADMIN_TOKEN ->
          switch (who) {
            case OPERATOR, DATA_OWNER -> call.ok;
            case NOBODY -> 401;
            default -> 403;
          };
      case SIGN_UP, OPERATOR -> who == Who.OPERATOR ? call.ok : 403;
      case SHARE -> who == Who.KEY || who == Who.FOREIGN_KEY ? call.ok : 400;
      case KEY -> who == Who.KEY || who == Who.FOREIGN_KEY ? call.ok : 401;
      case WRITE ->
          switch (who) {
            case NOBODY, MALFORMED, OPERATOR, DATA_OWNER -> 400;
            case READER, FILTERED, SHARED -> 403;
            case WRITER -> call.ok;
            default -> ofAnyScope(who, call);
          };
      case SIGN_IN ->
          switch (who) {
            case NOBODY -> 400;
            case WRITER -> 403;
            case READER, FILTERED, SHARED -> call.ok;
            default -> ofAnyScope(who, call);
          };
      case READ, READ_FILTERED ->
          switch (who) {
            case WRITER -> 403;
            case READER -> call.ok;
            case FILTERED, SHARED -> need == Need.READ ? 403 : call.ok;
            default -> ofAnyScope(who, call);
          };
      case ADMIN ->
          switch (who) {
            case WRITER, READER, FILTERED, SHARED -> 403;
            default -> ofAnyScope(who, call);
          };
    };
  }

  private static int ofAnyScope(Who who, Call call) {
    return switch (who) {
      case KEY, ADMIN -> call.ok;
      case FOREIGN_KEY -> call.foreign;
      default -> 401;
    };
  }

  private static void assertReason(Need need, Who who, HttpResponse<String> answer)
      throws IOException {
    int status = answer.statusCode();
    if (status != 401 && status != 403) {
      return;
    }
    JsonNode body = new ObjectMapper().readTree(answer.body());
    String reason = body.get("message").asText();
    assertThat(body.get("status").asInt()).isEqualTo(status);
    if (need == Need.ADMIN_TOKEN) {
      assertThat(reason).contains("--admin-token", "backup --data");
    } else if (status == 401 && need != Need.KEY) {
      switch (who) {
        case REVOKED_KEY -> assertThat(reason).isEqualTo("This key was revoked.");
        case REVOKED_TOKEN -> assertThat(reason).isEqualTo("This token was revoked.");
        case REVOKED_SHARE -> assertThat(reason).isEqualTo("This share link was revoked.");
        case EXPIRED_SHARE ->
            assertThat(reason).isEqualTo("This share link expired at " + PAST + ".");
        case EXPIRED_TOKEN -> assertThat(reason).isEqualTo("This token expired at " + PAST + ".");
        case NOBODY -> assertThat(reason).startsWith("No key");
        default -> assertThat(reason).contains("not known");
      }
    } else if (status == 403 && who == Who.SHARED && (need == Need.READ || need == Need.ADMIN)) {
      assertThat(reason).startsWith("A share link ");
    } else if (status == 403 && need == Need.READ && who == Who.FILTERED) {
      assertThat(reason).contains("cannot be filtered");
    } else if (status == 403 && need != Need.SIGN_UP && need != Need.OPERATOR) {
      boolean reads = need == Need.READ_FILTERED || need == Need.SIGN_IN;
      String scope = reads ? "read" : need.label();
      assertThat(reason).contains("needs scope " + scope);
    }
  }

  private HttpResponse<String> send(Endpoint endpoint, Call call, Project project, Who who)
      throws Exception {
    String credential = project.credentials.get(who);
    boolean inPath = endpoint.need() == Need.KEY || endpoint.need() == Need.SHARE;
    String shown = inPath && credential == null ? "none" : credential;
    if (endpoint.need() == Need.SHARE && ApiKey.parse(shown) != null) {
      shown = ApiKey.parse(shown).shareId();
    }
    String path = call.path == null ? endpoint.path() : call.path;
    path =
        path.replace("$REQUEST", Long.toString(project.request))
            .replace("$KEY", Integer.toString(project.other.id()))
            .replace("$TOKEN", Integer.toString(project.token.id()))
            .replace("$SHARE", Integer.toString(project.share.id()))
            .replace("$VIEW", Integer.toString(project.view.id()))
            .replace("$", inPath ? shown : "$");
    String body = call.body;
    boolean inBody = endpoint.need() == Need.WRITE || endpoint.need() == Need.SIGN_IN;
    if (body != null && inBody) {
      body =
          credential == null
              ? body.replaceFirst("\"(api_)?key\":\"\\$\",?", "")
              : body.replace("$", credential);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            // through a proxy, so that nobody sits at the server's machine
            .header("X-Forwarded-For", "192.0.2.1")
            .method(
                endpoint.method().name(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (credential != null && !inPath) {
      request.header("X-AUTH-TOKEN", credential);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path();
  }

  /** A project with a record and every kind of credential. */
  private static final class Project {
    final Map<Who, String> credentials = new EnumMap<>(Who.class);
    final StoredKey other;
    final StoredToken token;
    final StoredToken share;
    final SavedView view;
    final long request;

    Project() throws Exception {
      ApiKey key = key();
      Caller owner = store.caller(key.hash());
      credentials.put(Who.KEY, key.secret());
      credentials.put(Who.FOREIGN_KEY, key().secret());
      credentials.put(Who.MALFORMED, "fft_short");
      credentials.put(Who.UNKNOWN_KEY, ApiKey.random().secret());
      credentials.put(Who.UNKNOWN_TOKEN, AccessToken.random().secret());
      credentials.put(Who.OPERATOR, OPERATOR);
      credentials.put(Who.DATA_OWNER, TestSettings.OWNER_TOKEN);
      ApiKey deleted = key();
      store.deleteKey(store.caller(deleted.hash()));
      credentials.put(Who.DELETED_KEY, deleted.secret());
      ApiKey revoked = ApiKey.random();
      StoredKey revokedKey = store.addKey(owner, "revoked", revoked.hash(), revoked.shareHash());
      store.revokeKey(owner, revokedKey.id());
      credentials.put(Who.REVOKED_KEY, revoked.secret());
      ApiKey second = ApiKey.random();
      other = store.addKey(owner, "other", second.hash(), second.shareHash());
      token = token(owner, Who.REVOKED_TOKEN, new TokenTerms("r", Scope.ADMIN, null, null));
      store.revokeToken(owner, token.id(), false);
      SharedPeriod always = new SharedPeriod(null, null, null);
      share = token(owner, Who.REVOKED_SHARE, new TokenTerms("s", Scope.READ, null, null, always));
      store.revokeToken(owner, share.id(), true);
      token(owner, Who.EXPIRED_SHARE, new TokenTerms("s", Scope.READ, PAST, null, always));
      token(owner, Who.SHARED, new TokenTerms("s", Scope.READ, null, null, always));
      token(owner, Who.EXPIRED_TOKEN, new TokenTerms("e", Scope.ADMIN, PAST, null));
      token(owner, Who.WRITER, new TokenTerms("w", Scope.WRITE, null, null));
      token(owner, Who.READER, new TokenTerms("r", Scope.READ, null, null));
      token(owner, Who.ADMIN, new TokenTerms("a", Scope.ADMIN, null, null));
      String filters = "[{\"field\":\"path\",\"op\":\"is\",\"value\":\"/a\"}]";
      token(owner, Who.FILTERED, new TokenTerms("f", Scope.READ, null, filters));
      String post = "{\"api_key\":\"" + key.secret() + "\",\"requests\":[" + RECORD + "]}";
      ingest.accept(
          PostKind.REQUESTS,
          new ByteArrayInputStream(post.getBytes(StandardCharsets.UTF_8)),
          null,
          null,
          keyHash -> {});
      request = store.newestRequestId();
      view = store.addView(owner, "v", "routes", "");
    }

    private static ApiKey key() {
      ApiKey key = ApiKey.random();
      store.createProject(Change.OPERATOR, key.hash(), key.shareHash(), Instant.now());
      return key;
    }

    private StoredToken token(Caller owner, Who who, TokenTerms terms) {
      AccessToken made = AccessToken.random();
      credentials.put(who, made.secret());
      return store.addToken(owner, terms, made.hash());
    }
  }
}
