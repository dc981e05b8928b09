package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real server in the middle of ingest; {@code -Dfootfall.crash.rounds} says how often.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("footfall.crash.rounds", 20);
  private static final int POSTERS = 4;
  private static final int RECORDS = 20;

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  @Test
  void kill_inTheMiddleOfIngest_losesNothingAnsweredAndStoresNothingTwice() throws Exception {
    Path data = folder.resolve("data");
    String key = null;
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = ServerProcess.start(data, folder.resolve("out" + round))) {
        int port = server.port();
        if (key == null) {
          key = get(port, "/api/generate", "").asText();
        }
        String owner = key;
        resendUnanswered(port, owner);
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < POSTERS; i++) {
          Thread poster = new Thread(() -> postUntilItDies(port, owner));
          poster.start();
          posters.add(poster);
        }
        int enough = answered.size() + 50 + ThreadLocalRandom.current().nextInt(200);
        while (answered.size() < enough && posters.stream().anyMatch(Thread::isAlive)) {
          Thread.onSpinWait();
        }
        server.kill();
        for (Thread poster : posters) {
          poster.join();
        }
      }
    }
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"))) {
      resendUnanswered(server.port(), key);
      assertThat(unanswered).isEmpty();
      List<String> stored = storedPaths(server.port(), key);
      assertThat(stored).doesNotHaveDuplicates();
      Set<String> batches = new HashSet<>();
      stored.forEach(path -> batches.add(path.split("/")[1]));
      assertThat(batches).isEqualTo(answered);
      assertThat(stored).hasSize(answered.size() * RECORDS);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void kill_leavesNoUnpackedLibraryBehind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    String[] prefix = {"env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary};
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), folder.resolve("out"), prefix)) {
      server.kill();
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(file -> file.toString().endsWith(".so"))).isEmpty();
    }
  }

  private void postUntilItDies(int port, String key) {
    while (true) {
      String id = UUID.randomUUID().toString();
      unanswered.add(id);
      if (!post(port, key, id)) {
        return;
      }
    }
  }

  /** What a client does: the same batch, under the same id. */
  private void resendUnanswered(int port, String key) {
    for (String id : List.copyOf(unanswered)) {
      assertThat(post(port, key, id)).isTrue();
    }
  }

  private boolean post(int port, String key, String id) {
    String[] records = new String[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      records[i] = TestServer.record("/" + id + "/" + i);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/requests"))
            .header("Idempotency-Key", id)
            .POST(HttpRequest.BodyPublishers.ofString(TestServer.requests(key, records)))
            .build();
    try {
      if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
        answered.add(id);
        unanswered.remove(id);
        return true;
      }
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> storedPaths(int port, String key) throws Exception {
    List<String> paths = new ArrayList<>();
    int page = 1;
    JsonNode rows = get(port, "/api/data?page=1", key);
    while (!rows.isEmpty()) {
      rows.forEach(row -> paths.add(row.get("path").asText()));
      rows = get(port, "/api/data?page=" + ++page, key);
    }
    return paths;
  }

  private JsonNode get(int port, String path, String key) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!key.isEmpty()) {
      request.header("X-AUTH-TOKEN", key);
    }
    return TestServer.JSON.readTree(
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
