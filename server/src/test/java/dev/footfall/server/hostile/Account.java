package dev.footfall.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A project whose owner means well: what it posts is there, and nothing else is. */
record Account(String url, String key) {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Account at(String url, String adminToken) throws IOException, InterruptedException {
    return new Account(url, ask(url, adminToken, "POST", "/api/generate", "").asText());
  }

  String shareId() throws IOException, InterruptedException {
    return ask("GET", "/api/user-id/" + key, "").asText();
  }

  JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
    return ask(url, key, method, path, body);
  }

  private static JsonNode ask(String url, String token, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("X-AUTH-TOKEN", token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    return JSON.readTree(json && !answer.body().isEmpty() ? answer.body() : "{}");
  }

  /** Posts records with these paths, and this in each of their other texts. */
  void post(List<String> paths, String text) throws IOException, InterruptedException {
    List<String> records = new ArrayList<>();
    for (String path : paths) {
      records.add(
          """
          {"path":"%s","method":"GET","status":200,"response_time":12,"created_at":"%s",
           "hostname":"%3$s","user_id":"%3$s","user_agent":"%3$s/1","error":"%3$s",
           "referrer":"%3$s","route":"/%3$s","user_group":"%3$s","session_id":"%3$s",
           "trace_id":"%3$s","ip_address":"203.0.113.77"}"""
              .formatted(path, Instant.now(), text));
    }
    String members = "\"service\":\"%1$s\",\"environment\":\"%1$s\",\"framework\":\"%1$s\"";
    String body =
        "{\"api_key\":\"%s\",%s,\"requests\":%s}".formatted(key, members.formatted(text), records);
    JsonNode answer = ask("POST", "/api/requests", body);
    assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(paths.size());
  }

  void postEvents(String text) throws IOException, InterruptedException {
    String event =
        "{\"name\":\"%1$s\",\"created_at\":\"%2$s\",\"inputs\":{\"a\":\"%1$s\"}}"
            .formatted(text, Instant.now());
    String body = "{\"api_key\":\"%s\",\"events\":[%s]}".formatted(key, event);
    assertThat(ask("POST", "/api/events", body).path("accepted").asInt()).isEqualTo(1);
    String routes = "{\"api_key\":\"%s\",\"routes\":[\"GET /%s\"]}".formatted(key, text);
    assertThat(ask("POST", "/api/routes", routes).path("accepted").asInt()).isEqualTo(1);
  }

  /** How many requests a search finds. */
  long count(String search) throws IOException, InterruptedException {
    String query =
        "{\"metrics\":[\"requests\"],\"search\":\"%s\",\"budget_ms\":30000}".formatted(search);
    JsonNode answer = ask("POST", "/api/v1/query", query);
    assertThat(answer.path("rows")).as(answer.toString()).hasSize(1);
    return answer.get("rows").get(0).get(0).asLong();
  }

  /** The newest ids. */
  List<String> ids() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    ask("GET", "/api/v1/logs/requests?limit=5", "")
        .path("data")
        .forEach(row -> ids.add(row.path("id").asText()));
    return ids;
  }

  /** What it posts is stored, found and read back. */
  void isServed() throws IOException, InterruptedException {
    String path = "/honest/" + UUID.randomUUID();
    post(List.of(path), "well-meant");
    assertThat(count("path:" + path)).isEqualTo(1);
    JsonNode newest = ask("GET", "/api/v1/logs/requests?limit=1", "").path("data").path(0);
    assertThat(newest.path("path").asText()).isEqualTo(path);
  }
}
