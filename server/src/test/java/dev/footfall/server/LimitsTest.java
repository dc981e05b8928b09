package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  /** Posts of ten seconds may come at once. */
  private static final int BURST = 10;

  private static final String TOKEN = "an operator's token";

  @TempDir Path data;

  @Test
  void postsOfAKey_areLimited_andThoseOfOthersAreNot() {
    try (TestServer server = start(options -> options.rateLimitKey(1))) {
      String key = server.newKey();
      Answer refused = postUntilRefused(server, key);

      assertThat(refused.json().get("field").asText()).isEqualTo("api_key");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.header("RateLimit-Limit")).isEqualTo("10");
      assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(refused.header("RateLimit-Reset")).isEqualTo("1");
      assertThat(post(server, server.newKey()).status()).isEqualTo(201);
    }
  }

  @Test
  void keyInAHeader_isLimitedBeforeTheBodyIsRead_andCountsOnce() {
    try (TestServer server = start(options -> options.rateLimitKey(1))) {
      String key = server.newKey();
      for (int i = 0; i < BURST; i++) {
        assertThat(post(server, key, "X-AUTH-TOKEN", key).status()).isEqualTo(201);
      }

      Answer refused =
          server.post("/api/requests", "no JSON at all", "Authorization", "Bearer " + key);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().get("field").asText()).isEqualTo("X-AUTH-TOKEN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/requests", "/api/log-request", "/api/events", "/api/routes"})
  void postsOfAnAddress_areLimited_whateverTheyCarry(String path) {
    try (TestServer server = start(options -> options.rateLimitAddress(1))) {
      Answer answer = null;
      for (int i = 0; i < 3 * BURST && (answer == null || answer.status() != 429); i++) {
        answer = server.post(path, "{}");
      }

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.json().get("message").asText()).contains("address");
      assertThat(server.get("/api/health").status()).isEqualTo(200);
    }
  }

  @Test
  void clientsBehindATrustedProxy_haveLimitsOfTheirOwn() {
    try (TestServer server =
        start(options -> options.rateLimitAddress(1).trustedProxies(List.of("127.0.0.0/8")))) {
      String key = server.newKey();
      while (post(server, key, "X-Forwarded-For", "192.0.2.7").status() != 429) {}

      assertThat(post(server, key, "X-Forwarded-For", "192.0.2.8").status()).isEqualTo(201);
    }
  }

  @Test
  void forwardingHeader_ofAProxyThatIsNotTrusted_changesNothing() {
    try (TestServer server = start(options -> options.rateLimitAddress(1))) {
      String key = server.newKey();
      while (post(server, key).status() != 429) {}

      assertThat(post(server, key, "X-Forwarded-For", "192.0.2.8").status()).isEqualTo(429);
    }
  }

  @Test
  void zero_isNoLimit() {
    try (TestServer server = start(options -> options.rateLimitKey(0).rateLimitAddress(0))) {
      String key = server.newKey();
      for (int i = 0; i < 3 * BURST; i++) {
        assertThat(post(server, key).status()).isEqualTo(201);
      }
    }
  }

  @Test
  void wrongKeys_areLimited_andARightOneIsNot() {
    try (TestServer server = start(options -> options)) {
      String key = server.newKey();
      Answer answer = data(server, UUID.randomUUID().toString());
      assertThat(answer.status()).isEqualTo(401);
      int tries = 1;
      while (answer.status() == 401 && tries < 100) {
        answer = data(server, UUID.randomUUID().toString());
        tries++;
      }

      assertThat(tries).isBetween(31, 40);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 2);
      assertThat(data(server, key).status()).isEqualTo(200);
      assertThat(server.get("/api/user-id/" + key).status()).isEqualTo(200);
      assertThat(server.get("/api/data").status()).isEqualTo(401);
    }
  }

  @Test
  void wrongKeys_asManyAsOneLikes_whereThereIsNoLimit() {
    try (TestServer server = start(options -> options.rateLimitWrongKeys(0))) {
      for (int i = 0; i < 40; i++) {
        assertThat(data(server, UUID.randomUUID().toString()).status()).isEqualTo(401);
      }
    }
  }

  @Test
  void wrongKeys_countWhereverTheyAreShown() {
    try (TestServer server = start(options -> options.adminToken(TOKEN))) {
      String wrong = UUID.randomUUID().toString();
      for (int i = 0; i < 10; i++) {
        assertThat(server.get("/api/user-id/" + wrong).status()).isEqualTo(401);
        assertThat(server.get("/api/requests/" + wrong).status()).isEqualTo(400);
        assertThat(generate(server, wrong).status()).isEqualTo(403);
      }

      assertThat(server.get("/api/user-id/" + wrong).status()).isEqualTo(429);
      assertThat(server.get("/api/requests/" + wrong).status()).isEqualTo(429);
      assertThat(generate(server, wrong).status()).isEqualTo(429);
      assertThat(generate(server, TOKEN).status()).isEqualTo(200);
    }
  }

  private TestServer start(UnaryOperator<ServerOptions.Builder> options) {
    return new TestServer(data, options);
  }

  private static Answer postUntilRefused(TestServer server, String key) {
    for (int i = 0; i < 3 * BURST; i++) {
      Answer answer = post(server, key);
      if (answer.status() != 201) {
        assertThat(i).isGreaterThanOrEqualTo(BURST);
        assertThat(answer.status()).isEqualTo(429);
        return answer;
      }
    }
    throw new AssertionError("never refused");
  }

  private static Answer post(TestServer server, String key, String... headers) {
    return server.post("/api/requests", requests(key, record("/")), headers);
  }

  private static Answer data(TestServer server, String key) {
    return server.get("/api/data", "API-Key", key);
  }

  /** As through a proxy, so that being on this machine is not enough. */
  private static Answer generate(TestServer server, String token) {
    return server.get("/api/generate", "Authorization", "Bearer " + token, "Via", "1.1 proxy");
  }
}
