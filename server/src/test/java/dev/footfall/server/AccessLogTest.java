package dev.footfall.server;

import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void eachCall_isALine_withoutWhatIsSecret() throws Exception {
    Path out = folder.resolve("out");
    String[] prefix = {
      "env", "FOOTFALL_SERVER_ACCESS_LOG=true", "FOOTFALL_SERVER_SELF_ANALYTICS=false"
    };
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), out, prefix)) {
      String key = send(server, "POST", "/api/generate", "").replace("\"", "");
      String share = send(server, "GET", "/api/user-id/" + key, "").replace("\"", "");
      send(server, "GET", "/api/requests/" + share + "/1?page=1", "");
      send(server, "POST", "/api/requests", requests(key, TestServer.record("/secret")));
      send(server, "GET", "/api/data?userId=ada", "", "Authorization", "Bearer " + key);
      send(server, "GET", "/api/mistyped/" + key, "");
      send(server, "DELETE", "/api/user-id/" + key, "");
      send(server, "GET", "/start.css", "");
      send(server, "POST", "/api/v1/session", "{\"key\":\"" + key + "\"}");
      send(server, "GET", "/api/v1/newest", "", "Cookie", "footfall_session=" + key);
      send(server, "GET", "/dashboard/route", "");
      server.terminate();
      assertThat(server.exitCode()).isEqualTo(143);

      List<String> lines =
          server.output().lines().filter(line -> line.contains(" ms ")).map(this::call).toList();
      assertThat(lines)
          .containsExactly(
              "POST /api/generate 200",
              "GET /api/user-id/{key} 200",
              "GET /api/requests/{userId}/{page} 200",
              "POST /api/requests 201",
              "GET /api/data 200",
              "GET - 404",
              "DELETE - 405",
              "GET /start.css 200",
              "POST /api/v1/session 200",
              "GET /api/v1/newest 200",
              "GET /dashboard/<view> 200");
      assertThat(server.output()).doesNotContain(key, share, "ada", "secret", "?");
    }
  }

  /** Without when, how long it took, and how much was sent. */
  private String call(String line) {
    assertThat(line).matches("\\S+ INFO access - .* [0-9]+ ms [1-9][0-9]* bytes");
    return line.replaceAll("^.* - (?=[A-Z])", "").replaceAll(" [0-9]+ ms [0-9]+ bytes$", "");
  }

  private static String send(
      ServerProcess server, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
