package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is known of one user, by id or by address, and its deletion. */
@Timeout(120)
class UserDataTest {
  private static final String BY_ID = "/api/v1/user-data?user_id=";
  private static final String BY_ADDRESS = "/api/v1/user-data?ip_address=";

  @TempDir Path folder;
  private TestServer server;
  private String key;

  @BeforeEach
  void start() {
    server = new TestServer(folder);
    key = server.newKey();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void read_givesRequestsAndEvents_ofThisUserInThisProject() throws Exception {
    String other = server.newKey();
    for (String each : List.of(key, other)) {
      post(each, user("ada", "/a"), user("grace", "/g"), user("Ada", "/A"), user("ada", "/b"));
      event(each, "ada", "bought");
      event(each, "grace", "left");
    }

    List<JsonNode> lines = lines(server.get(BY_ID + "ada", "X-AUTH-TOKEN", key));

    assertThat(lines)
        .extracting(line -> line.get("kind").asText())
        .containsExactly("request", "request", "event");
    assertThat(lines.get(0)).isEqualTo(logged(key, "/a").put("kind", "request"));
    assertThat(lines.get(1).get("path").asText()).isEqualTo("/b");
    assertThat(lines.get(2).get("name").asText()).isEqualTo("bought");
    assertThat(lines.get(2).get("inputs").get("n").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"user_id=ada, 3, 1", "ip_address=8.8.8.8, 4, 0", "user_id=nobody, 0, 0"})
  void summary_isWhatADeletionDeletes(String person, int requests, int events) {
    String other = server.newKey();
    for (String each : List.of(key, other)) {
      post(each, user("ada", "/a"), user("ada", "/b"), user("ada", "/c"), user("grace", "/g"));
      event(each, "ada", "bought");
    }
    String path = "/api/v1/user-data";

    JsonNode known = server.get(path + "/summary?" + person, "X-AUTH-TOKEN", key).json();
    JsonNode gone = server.send("DELETE", path + "?" + person, null, "X-AUTH-TOKEN", key).json();

    for (JsonNode each : List.of(known, gone)) {
      assertThat(each.get("requests").asInt()).isEqualTo(requests);
      assertThat(each.get("events").asInt()).isEqualTo(events);
    }
    assertThat(known.get("first_created_at").isNull()).isEqualTo(requests == 0);
    assertThat(known.get("last_received_at").isNull()).isEqualTo(requests == 0);
    JsonNode left = server.get(path + "/summary?" + person, "X-AUTH-TOKEN", key).json();
    assertThat(left.get("requests").asInt()).isZero();
  }

  @Test
  void read_byAddress_givesRequests_whateverTheirUser() throws Exception {
    post(key, user("ada", "/a"), record("user_id", null), record("ip_address", "\"9.9.9.9\""));

    List<JsonNode> lines = lines(server.get(BY_ADDRESS + "8.8.8.8", "X-AUTH-TOKEN", key));

    assertThat(lines)
        .extracting(line -> line.get("user_id").asText("none"))
        .containsExactlyInAnyOrder("ada", "none");
  }

  @Test
  void read_ofMoreThanAStep_isWhole() throws Exception {
    for (int batch = 0; batch < 13; batch++) {
      int first = batch * 1_000;
      post(
          key,
          IntStream.range(first, first + 1_000)
              .mapToObj(n -> user(n % 2 == 0 ? "ada" : "grace", "/" + n))
              .toArray(String[]::new));
      String[] events = new String[200];
      Arrays.setAll(events, n -> event("ada", "e" + (first + n)));
      server.post("/api/events", events(key, events));
    }

    List<JsonNode> lines = lines(server.get(BY_ID + "ada", "X-AUTH-TOKEN", key));

    assertThat(lines)
        .filteredOn(line -> line.get("kind").asText().equals("request"))
        .extracting(line -> line.get("path").asText())
        .isEqualTo(IntStream.range(0, 6_500).mapToObj(n -> "/" + 2 * n).toList());
    assertThat(lines)
        .filteredOn(line -> line.get("kind").asText().equals("event"))
        .extracting(line -> line.get("name").asText())
        .hasSize(2_600)
        .doesNotHaveDuplicates();
  }

  @Test
  void deletion_isSeenByAllReadsAtOnce_andCounted() throws Exception {
    post(key, user("ada", "/a"), user("grace", "/g"), user("ada", "/b"));
    event(key, "ada", "bought");
    event(key, "grace", "left");
    String other = server.newKey();
    post(other, user("ada", "/a"));

    Answer answer = server.send("DELETE", BY_ID + "ada", null, "X-AUTH-TOKEN", key);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("requests").asInt()).isEqualTo(2);
    assertThat(answer.json().get("events").asInt()).isEqualTo(1);
    String share = server.get("/api/user-id/" + key).json().asText();
    Map<String, String> reads =
        Map.of(
            "log", text(server.get("/api/v1/logs/requests", "X-AUTH-TOKEN", key)),
            "data", text(server.get("/api/data", "X-AUTH-TOKEN", key)),
            "shared", text(server.get("/api/requests/" + share)),
            "export", text(server.get("/api/v1/exports/requests?format=csv", "X-AUTH-TOKEN", key)),
            "query", text(server.post("/api/v1/query", BY_USER, "X-AUTH-TOKEN", key)));
    reads.forEach(
        (name, text) -> assertThat(text).as(name).contains("grace").doesNotContain("ada"));
    assertThat(text(server.get("/api/v1/logs/events", "X-AUTH-TOKEN", key)))
        .contains("left")
        .doesNotContain("bought");
    assertThat(lines(server.get(BY_ID + "ada", "X-AUTH-TOKEN", key))).isEmpty();
    assertThat(lines(server.get(BY_ID + "ada", "X-AUTH-TOKEN", other))).hasSize(1);
  }

  private static final String BY_USER = "{\"metrics\":[\"requests\"],\"dimensions\":[\"user_id\"]}";

  @Test
  void deletion_byAddress_leavesOthers() throws Exception {
    post(key, user("ada", "/a"), record("ip_address", "\"9.9.9.9\""));
    event(key, "ada", "bought");

    Answer answer = server.send("DELETE", BY_ADDRESS + "8.8.8.8", null, "X-AUTH-TOKEN", key);

    assertThat(answer.json().get("requests").asInt()).isEqualTo(1);
    assertThat(answer.json().get("events").asInt()).isZero();
    assertThat(server.log(key)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'',user_id",
    "?user_id=a&ip_address=1.1.1.1,ip_address",
    "?user_id=,user_id",
    "?ip_address=,ip_address",
    "?user=a,user",
    "?user_id=a&user_id=b,user_id"
  })
  void parameters_thatAreNotOne_areRefused(String query, String field) {
    post(key, user("ada", "/a"));
    for (String method : List.of("GET", "DELETE")) {
      Answer answer = server.send(method, "/api/v1/user-data" + query, null, "X-AUTH-TOKEN", key);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").asText()).isEqualTo(field);
      assertThat(answer.json().get("message").asText()).contains(field);
    }
    assertThat(server.log(key)).hasSize(1);
  }

  @Test
  void caller_withoutAKey_getsNothing() {
    post(key, user("ada", "/a"));
    assertThat(server.get(BY_ID + "ada").status()).isEqualTo(401);
    assertThat(server.send("DELETE", BY_ID + "ada", null).status()).isEqualTo(401);
    assertThat(server.log(key)).hasSize(1);
  }

  @Test
  void ids_neverComeTwice_alsoAfterARestart() {
    post(key, user("ada", "/a"), user("ada", "/b"));
    long last = server.log(key).get(0).get("id").asLong();
    server.send("DELETE", BY_ID + "ada", null, "X-AUTH-TOKEN", key);
    server.close();
    server = new TestServer(folder);

    post(key, user("ada", "/c"));

    assertThat(server.log(key).get(0).get("id").asLong()).isGreaterThan(last);
  }

  /** What was answered before is gone, what was sent after is there, and in between is one line. */
  @Test
  void deletion_betweenPosts_takesThoseBefore_andLeavesThoseAfter() throws Exception {
    AtomicBoolean ending = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    CompletableFuture<Void> posting =
        CompletableFuture.runAsync(
            () -> {
              while (!ending.get()) {
                int n = sent.incrementAndGet();
                post(key, user("ada", "/" + n), user("grace", "/" + n));
                answered.set(n);
              }
            });
    Set<Long> seen = new TreeSet<>();
    int gone = 0;
    for (int round = 0; round < 10; round++) {
      int before = answered.get();
      while (answered.get() < before + 5) {
        Thread.onSpinWait();
      }
      before = answered.get();
      Answer answer = server.send("DELETE", BY_ID + "ada", null, "X-AUTH-TOKEN", key);
      int after = sent.get();
      gone += answer.json().get("requests").asInt();
      List<JsonNode> left = lines(server.get(BY_ID + "ada", "X-AUTH-TOKEN", key));
      List<Integer> numbers =
          left.stream()
              .map(line -> Integer.parseInt(line.get("path").asText().substring(1)))
              .toList();
      assertThat(numbers).allMatch(n -> n == numbers.get(0) + numbers.indexOf(n));
      assertThat(gone).isBetween(before, after);
      assertThat(numbers.isEmpty() ? gone + 1 : numbers.get(0)).isEqualTo(gone + 1);
      left.forEach(line -> seen.add(line.get("id").asLong()));
    }
    ending.set(true);
    posting.join();

    List<JsonNode> graces = lines(server.get(BY_ID + "grace", "X-AUTH-TOKEN", key));
    assertThat(graces).hasSize(sent.get());
    assertThat(graces).noneMatch(line -> seen.contains(line.get("id").asLong()));
  }

  private void post(String to, String... records) {
    assertThat(server.post("/api/requests", requests(to, records)).status()).isEqualTo(201);
  }

  private void event(String to, String user, String name) {
    assertThat(server.post("/api/events", events(to, event(user, name))).status()).isEqualTo(201);
  }

  private static String events(String to, String... events) {
    return "{\"api_key\":\"" + to + "\",\"events\":[" + String.join(",", events) + "]}";
  }

  private static String event(String user, String name) {
    return "{\"name\":\"%s\",\"user_id\":\"%s\",\"created_at\":\"%s\",\"inputs\":{\"n\":1}}"
        .formatted(name, user, Instant.now());
  }

  private static String user(String id, String path) {
    return record("user_id", "\"" + id + "\"").replace("\"/v1/items\"", "\"" + path + "\"");
  }

  private com.fasterxml.jackson.databind.node.ObjectNode logged(String of, String path) {
    for (JsonNode line : server.log(of)) {
      if (line.get("path").asText().equals(path)) {
        return line.deepCopy();
      }
    }
    throw new AssertionError(path + " is not in the log");
  }

  private static String text(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<JsonNode> lines(Answer answer) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text(answer).lines().toList()) {
      lines.add(TestServer.JSON.readTree(line));
    }
    return lines;
  }
}
