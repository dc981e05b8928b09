package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Walks through the log while it grows. */
class CursorTest {
  private static final String RARE = "status:5xx";

  @TempDir static Path data;
  static TestServer server;
  static String key;
  static String other;
  static List<Long> all;
  static List<Long> rare;

  /** Two projects, one after the other several times, over more ids than one window spans. */
  @BeforeAll
  static void seed() {
    server = new TestServer(data);
    key = server.newKey();
    other = server.newKey();
    Random random = new Random(7);
    for (int i = 0; i < 4; i++) {
      post(key, 50 + random.nextInt(100), random);
      post(other, 12_000, random);
    }
    all = ids("?limit=1000");
    rare = ids("?limit=1000&search=" + RARE);
    assertThat(rare).hasSizeBetween(5, all.size() / 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Timeout(120)
  void walk_whileRecordsArrive_readsEachThatWasThereOnce() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              Random random = new Random(8);
              while (!stop.get()) {
                post(random.nextBoolean() ? key : other, 1 + random.nextInt(30), random);
              }
            });
    writer.start();
    try {
      for (int seed = 0; seed < 12; seed++) {
        Random random = new Random(seed);
        String filter = seed % 2 == 0 ? "" : "&search=" + RARE;
        List<Long> there = seed % 2 == 0 ? all : rare;
        List<Long> read = seed % 4 < 2 ? downwards(filter, random) : upwards(filter, random);
        assertThat(read).as("seed %s", seed).doesNotHaveDuplicates().containsAll(there);
        assertThat(read.stream().filter(id -> id <= all.get(0)).toList())
            .containsExactlyInAnyOrderElementsOf(there);
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  @Test
  void walk_ofAnEmptyLog_endsAtOnce() {
    String empty = server.newKey();
    for (String query : List.of("?ending_before=0", "?starting_after=0", "?search=" + RARE)) {
      assertThat(page(empty, query).toString()).isEqualTo("{\"data\":[],\"has_more\":false}");
    }
  }

  /** The loop of the protocol: until the list is empty. */
  private static List<Long> downwards(String filter, Random random) {
    List<Long> ids = new ArrayList<>();
    long cursor = 0;
    while (true) {
      List<Long> page = ids("?ending_before=" + cursor + limit(random) + filter);
      if (page.isEmpty()) {
        return ids;
      }
      ids.addAll(page);
      cursor = page.get(page.size() - 1);
    }
  }

  /** Until nothing more was there; what arrives may make it longer. */
  private static List<Long> upwards(String filter, Random random) {
    List<Long> ids = new ArrayList<>();
    long cursor = 0;
    boolean more = true;
    while (more && cursor <= all.get(0)) {
      JsonNode answer = page(key, "?starting_after=" + cursor + limit(random) + filter);
      for (JsonNode row : answer.get("data")) {
        assertThat(row.get("id").asLong()).isGreaterThan(cursor);
        cursor = row.get("id").asLong();
        ids.add(cursor);
      }
      more = answer.get("has_more").asBoolean();
    }
    return ids;
  }

  private static String limit(Random random) {
    return "&limit=" + (random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1 + random.nextInt(300));
  }

  private static List<Long> ids(String query) {
    List<Long> ids = new ArrayList<>();
    page(key, query).get("data").forEach(row -> ids.add(row.get("id").asLong()));
    return ids;
  }

  private static JsonNode page(String key, String query) {
    return server.get("/api/v1/logs/requests" + query, "X-AUTH-TOKEN", key).json();
  }

  private static void post(String key, int count, Random random) {
    String[] records =
        IntStream.range(0, count)
            .mapToObj(i -> record("status", random.nextInt(10) == 0 ? "503" : "200"))
            .toArray(String[]::new);
    assertThat(server.post("/api/requests", requests(key, records)).status()).isEqualTo(201);
  }
}
