package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project's own key sees while the project masks addresses. */
class MaskedAddressesTest {
  private static final String ADDRESS = "203.0.113.77";
  private static final String NETWORK = "203.0.113.0/24";

  @TempDir static Path data;
  private static TestServer server;
  private static String key;
  private static String share;

  @BeforeAll
  static void seed() {
    server = new TestServer(data);
    key = server.newKey();
    String post =
        requests(
            key,
            record("ip_address", "\"" + ADDRESS + "\""),
            record("ip_address", "\"203.0.113.78\""));
    server.post("/api/requests", post.replace("\"user_id\":\"ada\",", ""));
    share = server.get("/api/user-id/" + key).json().asText();
    mask(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void mask(boolean masks) {
    SettingsTest.change(server, key, "{'mask_addresses':" + masks + "}");
  }

  private static String text(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body());
  }

  private static String get(String path) {
    return text(server.get(path.replace("$", share), "X-AUTH-TOKEN", key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/logs/requests",
        "/api/v1/logs/requests?order_by=created_at%20ascending",
        "/api/v1/logs/requests/1",
        "/api/v1/exports/requests?format=csv",
        "/api/v1/exports/requests?format=ndjson",
        "/api/data",
        "/api/data?compact=true",
        "/api/requests/$",
        "/api/requests/$/1"
      })
  void record_showsNetworks_untilItIsSwitchedOff(String path) {
    assertThat(get(path)).contains(NETWORK).doesNotContain(ADDRESS);
    mask(false);
    assertThat(get(path)).contains(ADDRESS).doesNotContain(NETWORK);
    mask(true);
  }

  @Test
  void query_showsNetworks_andCountsWholeAddresses() {
    String byAddress =
        "{\"metrics\":[\"requests\",\"users\"],\"dimensions\":[\"ip_address\"],\"users\":\"address\"}";

    assertThat(server.post("/api/v1/query", byAddress, "X-AUTH-TOKEN", key).json().get("rows"))
        .hasToString("[[\"" + NETWORK + "\",2,2]]");
  }

  @Test
  void address_isNotFound_andItsNetworkIs() {
    String search = "/api/v1/logs/requests?search=ip:";
    assertThat(get(search + ADDRESS)).contains("\"data\":[]");
    assertThat(get(search + "%22" + NETWORK + "%22")).contains(NETWORK);
    assertThat(get("/api/data?ipAddress=" + ADDRESS)).isEqualTo("[]");
    assertThat(get("/api/data?ipAddress=" + NETWORK)).contains(NETWORK);
  }

  @Test
  void person_isKnownByAddress_toWhoeverAsksForTheirData() {
    assertThat(get("/api/v1/user-data?ip_address=" + ADDRESS)).contains(ADDRESS);
  }

  @Test
  void key_stillDoesAllThatItMay() {
    assertThat(get("/api/v1/keys")).contains("\"id\":1");
    Answer made = server.post("/api/v1/keys", "{\"name\":\"web\"}", "X-AUTH-TOKEN", key);
    assertThat(made.status()).isEqualTo(201);
    assertThat(get("/api/v1/logs/events")).contains("\"data\":[]");
    assertThat(get("/api/v1/routes")).contains("\"data\":[]");
  }

  @ParameterizedTest
  @CsvSource({"ip_address, is, 1", "ip_address, is_not, 1", "user, is, 1", "user, is_not, 1"})
  void tokenThatIsLockedByAnAddress_seesWhatItSawBefore(String field, String op, int records) {
    String filter =
        "{\"field\":\"%s\",\"op\":\"%s\",\"value\":\"%s\"}".formatted(field, op, ADDRESS);
    String body = "{\"owner\":\"o\",\"scope\":\"read\",\"filters\":[" + filter + "]}";
    Answer made = server.post("/api/v1/tokens", body, "X-AUTH-TOKEN", key);
    String token = made.json().get("token").asText();
    String whole = addresses(token, false);

    String masked = addresses(token, true);

    assertThat(whole.contains(ADDRESS)).isEqualTo(op.equals("is"));
    assertThat(masked).contains(NETWORK).doesNotContain(ADDRESS);
    assertThat(server.get("/api/v1/logs/requests", "X-AUTH-TOKEN", token).json().get("data"))
        .hasSize(records);
  }

  private String addresses(String token, boolean masked) {
    mask(masked);
    return text(server.get("/api/v1/logs/requests", "X-AUTH-TOKEN", token));
  }
}
