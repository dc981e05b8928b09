package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final String PATH = "/api/v1/session";
  private static final String LOG = "/api/v1/logs/requests";
  private static final String QUERY = "{\"metrics\":[\"requests\"]}";
  private static final String NEVER = "841018cf-1111-4222-8333-444455556666";

  @TempDir Path data;
  private TestServer server;
  private String key;

  @BeforeEach
  void start() {
    server = new TestServer(data, options -> options.rateLimitWrongKeys(3));
    key = server.newKey();
    server.post("/api/requests", requests(key, record("/a"), record("/b")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void signIn_setsACookieThatOpensWhatTheKeyOpens() {
    Answer answer = signIn(key);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie"))
        .isEqualTo(
            "footfall_session=" + key + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(new String(answer.raw().body())).doesNotContain(key);
    String cookie = cookie(answer);
    assertThat(server.get(LOG, "Cookie", cookie).json().get("data")).hasSize(2);
    assertThat(server.get("/api/v1/keys", "Cookie", cookie).status()).isEqualTo(200);
    assertThat(own("POST", "/api/v1/query", QUERY, cookie).json().at("/rows/0/0").asInt())
        .isEqualTo(2);
  }

  @Test
  void session_saysWhoIsSignedIn() {
    JsonNode nobody = server.get(PATH).json();
    assertThat(nobody.get("signed_in").asBoolean()).isFalse();
    assertThat(nobody.has("project")).isFalse();
    assertThat(nobody.at("/server/version").asText()).isEqualTo(Version.current());
    assertThat(nobody.at("/server/demo").asBoolean()).isFalse();
    assertThat(nobody.at("/server/origin").asText()).isEqualTo(server.url());

    Answer signedIn = signIn(key);
    JsonNode session = server.get(PATH, "Cookie", cookie(signedIn)).json();
    assertThat(session).isEqualTo(signedIn.json());
    assertThat(session.get("signed_in").asBoolean()).isTrue();
    assertThat(session.at("/project/id").asInt()).isEqualTo(1);
    assertThat(session.get("name").isNull()).isTrue();
    assertThat(session.get("scope").asText()).isEqualTo("admin");
    assertThat(session.get("filters")).isEmpty();
    assertThat(session.get("demo").asBoolean()).isFalse();
  }

  @Test
  void tokenThatReads_signsIn_andReadsOnly() {
    String token = token("{\"owner\":\"Ada\",\"scope\":\"read\"}");
    Answer answer = signIn(" " + token + " ");
    assertThat(answer.json().get("name").asText()).isEqualTo("Ada");
    assertThat(answer.json().get("scope").asText()).isEqualTo("read");

    String cookie = cookie(answer);
    assertThat(server.get(LOG, "Cookie", cookie).json().get("data")).hasSize(2);
    Answer refused = server.get("/api/v1/keys", "Cookie", cookie);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("field").asText()).isEqualTo("footfall_session");
  }

  @Test
  void tokenWithFilters_signsIn_andSeesWhatTheyLetThrough() {
    String filters = "[{\"field\":\"path\",\"op\":\"is\",\"value\":\"/a\"}]";
    String cookie =
        cookie(signIn(token("{\"owner\":\"A\",\"scope\":\"read\",\"filters\":" + filters + "}")));

    JsonNode session = server.get(PATH, "Cookie", cookie).json();
    assertThat(session.get("filters").toString()).isEqualTo(filters);
    assertThat(server.get(LOG, "Cookie", cookie).json().get("data")).hasSize(1);
    assertThat(server.get("/api/data", "Cookie", cookie).status()).isEqualTo(403);
  }

  @Test
  void tokenThatOnlyWrites_doesNotSignIn() {
    Answer answer = signIn(token("{\"owner\":\"A\",\"scope\":\"write\"}"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().get("field").asText()).isEqualTo("key");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  @Test
  void revocation_endsSessions() {
    Answer made = server.post("/api/v1/tokens", "{\"owner\":\"A\",\"scope\":\"read\"}", auth());
    String cookie = cookie(signIn(made.json().get("token").asText()));
    server.send("DELETE", "/api/v1/tokens/" + made.json().get("id").asInt(), null, auth());

    Answer refused = server.get(LOG, "Cookie", cookie);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().get("message").asText()).isEqualTo("This token was revoked.");
    assertThat(refused.json().get("field").asText()).isEqualTo("footfall_session");
    assertSignedOut(server.get(PATH, "Cookie", cookie));
  }

  @Test
  void expiry_endsSessions() throws InterruptedException {
    Instant end = Instant.now().plusSeconds(2);
    String terms = "{\"owner\":\"A\",\"scope\":\"read\",\"expires_at\":\"" + end + "\"}";
    String cookie = cookie(signIn(token(terms)));
    assertThat(server.get(LOG, "Cookie", cookie).status()).isEqualTo(200);

    while (!Instant.now().isAfter(end)) {
      Thread.sleep(50);
    }
    assertThat(server.get(LOG, "Cookie", cookie).status()).isEqualTo(401);
    assertSignedOut(server.get(PATH, "Cookie", cookie));
  }

  private static void assertSignedOut(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("signed_in").asBoolean()).isFalse();
    assertThat(answer.header("Set-Cookie")).startsWith("footfall_session=; Path=/; Max-Age=0;");
  }

  @Test
  void signOut_takesTheCookieAway() {
    String cookie = cookie(signIn(key));

    Answer answer = own("DELETE", PATH, null, cookie);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie"))
        .isEqualTo("footfall_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    assertThat(server.send("DELETE", PATH, null).status()).isEqualTo(200);
  }

  @Test
  void header_countsBeforeTheCookie_fromWhereverItComes() {
    String cookie = cookie(signIn(key));
    String other = server.newKey();

    assertThat(server.get(LOG, "Cookie", cookie, "X-AUTH-TOKEN", other).json().get("data"))
        .isEmpty();
    assertThat(
            server
                .post("/api/v1/query", QUERY, "Cookie", cookie, "API-Key", other, "Origin", "null")
                .status())
        .isEqualTo(200);
    assertThat(server.get(LOG, "Cookie", cookie, "X-AUTH-TOKEN", NEVER).status()).isEqualTo(401);
    assertThat(server.get(PATH, "Cookie", cookie, "X-AUTH-TOKEN", other).json().at("/project/id"))
        .hasToString("2");
  }

  @Test
  void cookie_doesNotPost_norIsItTheOperators() {
    String cookie = cookie(signIn(key));
    String body = "{\"requests\":[" + record("/c") + "]}";

    assertThat(own("POST", "/api/requests", body, cookie).status()).isEqualTo(400);
    assertThat(server.get("/metrics", "Cookie", cookie, "X-Forwarded-For", "192.0.2.1").status())
        .isEqualTo(403);
    assertThat(server.get(LOG, "Cookie", "footfall_session=").status()).isEqualTo(401);
  }

  @Test
  void wrongKeys_areLimited_whereverTheyAreShown() {
    List<Integer> statuses = new ArrayList<>();
    statuses.add(server.get(LOG, "Cookie", "footfall_session=" + NEVER).status());
    statuses.add(signIn(NEVER).status());
    statuses.add(server.get(PATH, "Cookie", "footfall_session=demo").status());
    assertThat(statuses).containsExactly(401, 401, 200);

    assertThat(server.get(LOG, "Cookie", "footfall_session=" + NEVER).status()).isEqualTo(429);
    assertThat(signIn(NEVER).status()).isEqualTo(429);
    assertThat(server.get(PATH, "Cookie", "footfall_session=" + NEVER).status()).isEqualTo(429);
    // nothing that is right is refused, nor whoever shows nothing
    assertThat(server.get(PATH).status()).isEqualTo(200);
    assertThat(signIn(key).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"key\":1}",
        "{\"demo\":false}",
        "{\"demo\":\"yes\"}",
        "{\"demo\":true}",
        "{\"demo\":true,\"key\":\"a\"}",
        "{\"name\":\"a\"}",
        "x"
      })
  void signIn_withoutSomethingToSignInWith_isRefused(String body) {
    Answer answer = server.post(PATH, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  private Answer signIn(String credential) {
    return server.post(PATH, "{\"key\":\"" + credential + "\"}", "Origin", server.url());
  }

  /** As the server's own page makes a call. */
  private Answer own(String method, String path, String body, String cookie) {
    byte[] bytes = body == null ? null : body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return server.send(method, path, bytes, "Cookie", cookie, "Origin", server.url());
  }

  private String token(String terms) {
    return server.post("/api/v1/tokens", terms, auth()).json().get("token").asText();
  }

  private String[] auth() {
    return new String[] {"X-AUTH-TOKEN", key};
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").replaceFirst(";.*", "");
  }
}
