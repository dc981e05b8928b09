package dev.footfall.server;

import static dev.footfall.server.DiskSearch.columns;
import static dev.footfall.server.DiskSearch.forms;
import static dev.footfall.server.DiskSearch.isIn;
import static dev.footfall.server.DiskSearch.uncompressed;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches everything on disk for three users, of whom two were deleted: after compaction the same
 * search finds the third everywhere and those two nowhere. Their texts differ in the first eight
 * bytes, which are all that the engine's statistics keep of one.
 */
@Timeout(120)
class ForgottenTest {
  private static final User BY_ID = new User("adafrgt1", "203.0.113.77");
  private static final User BY_ADDRESS = new User("bobfrgt2", "192.0.2.179");
  private static final User KEPT = new User("cleokept", "198.51.100.231");
  private static final int EACH = 50;

  @TempDir Path folder;

  /** A user, and what is planted of each record. */
  private record User(String mark, String address) {
    String id() {
      return mark + "-id";
    }

    String agent() {
      return mark + "Agent/1.0 (x)";
    }

    String path(int n) {
      return "/" + mark + "/" + n;
    }

    /** What to search for: the beginnings of all that was planted. */
    List<String> traces() {
      return List.of(mark, "/" + mark.substring(0, 7));
    }
  }

  @Test
  void users_thatWereDeleted_areNowhere_whereTheOneThatWasKeptIs() throws Exception {
    Path data = folder.resolve("data");
    Path database = data.resolve("footfall.duckdb");
    String key;
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      for (User user : List.of(BY_ID, BY_ADDRESS, KEPT)) {
        plant(server, key, user);
      }
    }
    for (User user : List.of(BY_ID, BY_ADDRESS, KEPT)) {
      assertIsIn("the file before", Files.readAllBytes(database), user);
    }
    Map<String, byte[]> places = new LinkedHashMap<>();
    try (TestServer server = new TestServer(data)) {
      plant(server, key, BY_ID);
      plant(server, key, KEPT);
      delete(server, key, "user_id=" + BY_ID.id());
      delete(server, key, "ip_address=" + BY_ADDRESS.address());
      assertIsIn("files before they are compacted", files(data), BY_ID);

      assertThat(server.post("/api/v1/compact", "").status()).isEqualTo(200);

      places.put("files of the server that runs", files(data));
      places.put("audit", server.get("/api/v1/logs/audit", "X-AUTH-TOKEN", key).raw().body());
    }
    places.put("files", files(data));
    places.put("columns", columns(database));
    places.put("file without compression", Files.readAllBytes(uncompressed(database, folder)));

    assertThat(new String(places.get("audit"), StandardCharsets.UTF_8))
        .contains("\"action\":\"user-data.delete\"", "\"requests\":100", "\"events\":100");
    places.forEach(
        (place, bytes) -> {
          if (!place.equals("audit")) {
            assertIsIn(place, bytes, KEPT);
          }
          assertIsNotIn(place, bytes, BY_ID);
          assertIsNotIn(place, bytes, BY_ADDRESS);
        });
  }

  /** Those who are known by address have no id, and no events: these have no address. */
  private static void plant(TestServer server, String key, User user) {
    List<String> records = new ArrayList<>();
    List<String> events = new ArrayList<>();
    String id = user == BY_ADDRESS ? "null" : "\"" + user.id() + "\"";
    for (int n = 0; n < EACH; n++) {
      records.add(
          """
          {"path":"%s","user_agent":"%s","ip_address":"%s","user_id":%s,"referrer":"%s",
           "method":"GET","status":200,"response_time":1,"created_at":"%s"}
          """
              .formatted(
                  user.path(n), user.agent(), user.address(), id, user.mark(), Instant.now()));
      events.add(
          """
          {"name":"%s","user_id":%s,"properties":{"a":"%s"},"created_at":"%s"}
          """
              .formatted(user.mark(), id, user.mark(), Instant.now()));
    }
    String[] once = {"Idempotency-Key", UUID.randomUUID().toString()};
    String body = requests(key, records.toArray(String[]::new));
    assertThat(server.post("/api/requests", body, once).status()).isEqualTo(201);
    if (user != BY_ADDRESS) {
      String eventBody =
          "{\"api_key\":\"" + key + "\",\"events\":[" + String.join(",", events) + "]}";
      assertThat(server.post("/api/events", eventBody, once).status()).isEqualTo(201);
    }
  }

  private static void delete(TestServer server, String key, String user) {
    Answer answer = server.send("DELETE", "/api/v1/user-data?" + user, null, "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(200);
  }

  /** All files below a folder, one after the other. */
  private static byte[] files(Path folder) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.writeBytes(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }

  private static void assertIsIn(String place, byte[] bytes, User user) {
    for (String trace : user.traces()) {
      assertThat(isIn(bytes, trace.getBytes(StandardCharsets.UTF_8)))
          .as("%s in the %s", trace, place)
          .isTrue();
    }
    assertThat(forms(user.address())).as(place).anyMatch(form -> isIn(bytes, form));
  }

  private static void assertIsNotIn(String place, byte[] bytes, User user) {
    for (String trace : user.traces()) {
      assertThat(isIn(bytes, trace.getBytes(StandardCharsets.UTF_8)))
          .as("%s in the %s", trace, place)
          .isFalse();
    }
    assertThat(forms(user.address())).as(place).noneMatch(form -> isIn(bytes, form));
  }
}
