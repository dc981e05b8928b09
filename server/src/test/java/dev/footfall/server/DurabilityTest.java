package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows with strace that an answer is sent after its data is synced. Fails without it in CI. */
class DurabilityTest {
  private static final Pattern SYNC_OF_LOG = Pattern.compile("f(data)?sync\\(\\d+<[^>]*\\.wal>");

  @TempDir Path folder;

  @Test
  void answer_isWrittenAfterTheLogIsSynced() throws Exception {
    boolean available =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "strace")));
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(available, "strace is not installed");
    }
    Path trace = folder.resolve("trace");
    String id = UUID.randomUUID().toString();
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("data"),
            folder.resolve("out"),
            "strace",
            "-f",
            "-y",
            "-s",
            "200",
            "--seccomp-bpf",
            "-e",
            "trace=fsync,fdatasync,read,write,writev,recvfrom,sendto",
            "-o",
            trace.toString())) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      URI url = URI.create("http://127.0.0.1:" + server.port() + "/");
      String key =
          TestServer.JSON
              .readTree(send(client, HttpRequest.newBuilder(url.resolve("/api/generate"))).body())
              .asText();
      HttpRequest.Builder post =
          HttpRequest.newBuilder(url.resolve("/api/requests"))
              .header("Idempotency-Key", id)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      TestServer.requests(key, TestServer.record("/durable"))));
      assertThat(send(client, post).statusCode()).isEqualTo(201);
      server.terminate();
      server.exitCode();
    }

    List<String> calls = Files.readAllLines(trace);
    int arrival = first(calls, 0, line -> line.contains("POST /api/requests"));
    int answer = first(calls, arrival, line -> line.contains("HTTP/1.1 201"));
    int sync = first(calls, arrival, line -> SYNC_OF_LOG.matcher(line).find());
    assertThat(arrival).as("the post arrives").isNotNegative();
    assertThat(sync).as("the log is synced after that").isGreaterThan(arrival);
    assertThat(answer).as("the answer is sent after that").isGreaterThan(sync);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int first(
      List<String> calls, int from, java.util.function.Predicate<String> test) {
    for (int i = Math.max(0, from); i < calls.size(); i++) {
      if (test.test(calls.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
