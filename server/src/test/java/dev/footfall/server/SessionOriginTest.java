package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages a session is for. */
class SessionOriginTest {
  private static final String PATH = "/api/v1/session";
  private static final String LOG = "/api/v1/logs/requests";
  private static final String QUERY = "{\"metrics\":[\"requests\"]}";

  @TempDir Path data;
  private TestServer server;
  private String key;
  private String cookie;

  @BeforeEach
  void start() {
    server = new TestServer(data);
    key = server.newKey();
    cookie = "footfall_session=" + key;
    server.post("/api/requests", requests(key, record("/a"), record("/b")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, http://127.0.0.1:1",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void callsOfOtherSitesPages_areRefused(String header, String value) {
    for (String path : List.of(LOG, PATH, "/api/v1/keys")) {
      Answer refused = server.get(path, "Cookie", cookie, header, value);
      assertThat(refused.status()).as(path).isEqualTo(403);
      assertThat(refused.json().get("field").asText()).isEqualTo("Origin");
    }
    assertThat(server.post("/api/v1/query", QUERY, "Cookie", cookie, header, value).status())
        .isEqualTo(403);
    assertThat(server.send("DELETE", "/api/data", null, "Cookie", cookie, header, value).status())
        .isEqualTo(403);
    assertThat(server.send("DELETE", PATH, null, "Cookie", cookie, header, value).status())
        .isEqualTo(403);
    // nobody is signed in to another's project either
    assertThat(server.post(PATH, signIn(), header, value).status()).isEqualTo(403);
    assertThat(server.log(key)).hasSize(2);
  }

  @Test
  void callsThatChangeSomething_mustSayThatTheyAreTheServersOwn() {
    String[] own = {"Cookie", cookie, "Origin", server.url()};
    String[] sameOrigin = {"Cookie", cookie, "Sec-Fetch-Site", "same-origin"};
    String[] typed = {"Cookie", cookie, "Sec-Fetch-Site", "none"};

    assertThat(server.get(LOG, typed).status()).isEqualTo(200);
    assertThat(server.get(LOG, sameOrigin).status()).isEqualTo(200);
    assertThat(server.post("/api/v1/query", QUERY, sameOrigin).status()).isEqualTo(200);
    assertThat(server.post("/api/v1/query", QUERY, own).status()).isEqualTo(200);
    assertThat(server.post("/api/v1/query", QUERY, typed).status()).isEqualTo(403);
    Answer refused = server.post("/api/v1/query", QUERY, "Cookie", cookie);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("field").asText()).isEqualTo("Origin");
  }

  @Test
  void behindATrustedTlsProxy_theCookieIsSecure_andTheOriginThatOfTheProxy() {
    server.close();
    server =
        new TestServer(
            data, options -> options.basePath("/foot").trustedProxies(List.of("127.0.0.1", "::1")));
    String[] proxied = {
      "X-Forwarded-Proto",
      "https",
      "X-Forwarded-Host",
      "Footfall.example",
      "Origin",
      "https://footfall.example"
    };
    Answer answer = server.post(PATH, signIn(), proxied);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/server/origin").asText()).isEqualTo("https://footfall.example");
    assertThat(answer.header("Set-Cookie"))
        .isEqualTo(
            "footfall_session="
                + key
                + "; Path=/foot/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure");
    proxied[5] = "http://footfall.example";
    assertThat(server.post(PATH, signIn(), proxied).status()).isEqualTo(403);
  }

  @Test
  void whoIsNoTrustedProxy_isNotBelieved_butMayServeOverTls() {
    String tls = server.url().replace("http:", "https:");
    String[] claims = {
      "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example", "Origin", tls
    };
    Answer answer = server.post(PATH, signIn(), claims);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie")).doesNotContain("Secure");
    assertThat(answer.json().at("/server/origin").asText()).isEqualTo(server.url());
    claims[5] = "https://evil.example";
    assertThat(server.post(PATH, signIn(), claims).status()).isEqualTo(403);
  }

  private String signIn() {
    return "{\"key\":\"" + key + "\"}";
  }
}
