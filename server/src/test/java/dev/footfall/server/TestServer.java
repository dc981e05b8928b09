package dev.footfall.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.server.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A real server on a throwaway folder, and a client that speaks to it. */
public final class TestServer implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final FootfallServer server;
  private final String url;

  public TestServer(Path data) {
    this(data, options -> options);
  }

  TestServer(Path data, UnaryOperator<ServerOptions.Builder> options) {
    server =
        FootfallServer.start(
            options.apply(ServerOptions.builder().port(0).data(data).selfAnalytics(false)).build());
    url = server.url();
  }

  public record Answer(int status, HttpResponse<byte[]> raw) {
    public JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new UncheckedIOException(new String(raw.body()), e);
      }
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  public String url() {
    return url;
  }

  int port() {
    return server.port();
  }

  /** Null where there is none. */
  Demo demo() {
    return server.demo();
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String newKey() {
    return post("/api/generate", "").json().asText();
  }

  /** The newest records of the key, newest first. */
  JsonNode log(String key) {
    return get("/api/v1/logs/requests?limit=1000", "X-AUTH-TOKEN", key).json().get("data");
  }

  /** A post with these records, each a JSON object. */
  public static String requests(String key, String... records) {
    return "{\"api_key\":\"" + key + "\",\"requests\":[" + String.join(",", records) + "]}";
  }

  /** A good record with this path. */
  public static String record(String path) {
    return record("path", "\"" + path + "\"");
  }

  /** A good record with one field set to this JSON; null takes the field out. */
  public static String record(String field, String json) {
    try {
      var node =
          (com.fasterxml.jackson.databind.node.ObjectNode)
              JSON.readTree(
                  """
                  {"hostname":"api.example.com","ip_address":"8.8.8.8","path":"/v1/items",
                   "user_agent":"curl/8.0.1","method":"GET","status":200,"response_time":12,
                   "user_id":"ada"}
                  """);
      node.put("created_at", Instant.now().toString());
      node.remove(field);
      String text = node.toString();
      return json == null
          ? text
          : text.substring(0, text.length() - 1) + ",\"" + field + "\":" + json + "}";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
