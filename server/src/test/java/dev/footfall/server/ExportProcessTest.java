package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports of the real main class in a process with little of something. */
class ExportProcessTest {
  private static final int POSTS = 15;
  private static final int POST_RECORDS = 20_000;
  private static final long MB = 1_000_000;

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** 64 MB of heap, of which a whole export would take more than twice as much. */
  @Test
  @Timeout(180)
  void export_toASlowClient_takesNoMemory() throws Exception {
    String[] heap = {"env", "_JAVA_OPTIONS=-Xmx64m"};
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), folder.resolve("out"), heap)) {
      String key = newKey(server);
      for (int i = 0; i < POSTS; i++) {
        assertThat(post(server, key, i)).isEqualTo(201);
      }
      long resident = server.residentBytes();
      long lines = 0;
      long lastId = 0;
      HttpResponse<java.io.InputStream> answer = export(server, key, "ndjson");
      try (BufferedReader body =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        for (String line = body.readLine(); line != null; line = body.readLine()) {
          long id = Long.parseLong(line.substring(6, line.indexOf(',')));
          assertThat(id).isGreaterThan(lastId);
          lastId = id;
          if (lines++ == POST_RECORDS) {
            // While the client does not read, the server does its other work.
            assertThat(post(server, key, POSTS)).isEqualTo(201);
          }
        }
      }
      assertThat(lines).isEqualTo(POSTS * POST_RECORDS);
      assertThat(server.residentBytes() - resident).isLessThan(150 * MB);
    }
  }

  @Test
  @Timeout(120)
  void parquet_onAFullDisk_isA503_leavesNoFile_andHarmsNoPost() throws Exception {
    Path exports = Files.createDirectories(folder.resolve("data/exports"));
    String[] smallDisk = {
      "unshare",
      "-rm",
      "sh",
      "-c",
      "mount -t tmpfs -o size=256k tmpfs " + exports + " && exec \"$@\"",
      "sh"
    };
    boolean can = canMount(exports);
    assertThat(can || System.getenv("CI") == null).isTrue();
    assumeTrue(can, "a small disk cannot be mounted here");
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), folder.resolve("out"), smallDisk)) {
      String key = newKey(server);
      assertThat(post(server, key, 1)).isEqualTo(201);

      HttpResponse<java.io.InputStream> answer = export(server, key, "parquet");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)).contains("disk");
      assertThat(server.files(exports)).isEmpty();

      assertThat(post(server, key, 2)).isEqualTo(201);
      assertThat(export(server, key, "csv").statusCode()).isEqualTo(200);
    }
  }

  private static boolean canMount(Path folder) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(
                  "unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String newKey(ServerProcess server) throws Exception {
    String key =
        client
            .send(
                request(server, "/api/generate").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return key.substring(1, key.length() - 1);
  }

  private HttpResponse<java.io.InputStream> export(ServerProcess server, String key, String format)
      throws Exception {
    return client.send(
        request(server, "/api/v1/exports/requests?format=" + format)
            .header("X-AUTH-TOKEN", key)
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Records that do not compress. */
  private int post(ServerProcess server, String key, int seed) throws Exception {
    Random random = new Random(seed);
    String body =
        IntStream.range(0, POST_RECORDS)
            .mapToObj(
                i ->
                    "{\"path\":\"/"
                        + Long.toString(random.nextLong(), 36)
                        + Long.toString(random.nextLong(), 36)
                        + "\",\"user_agent\":\"curl/8.0.1\",\"method\":\"GET\",\"status\":200,"
                        + "\"response_time\":1,\"created_at\":\"2026-11-01T00:00:00Z\"}")
            .collect(Collectors.joining(",", "{\"api_key\":\"" + key + "\",\"requests\":[", "]}"));
    return client
        .send(
            request(server, "/api/requests")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static HttpRequest.Builder request(ServerProcess server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
