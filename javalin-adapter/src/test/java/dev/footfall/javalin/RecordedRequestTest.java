package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.javalin.Running.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each way to answer: one record, with the status that the client saw and the route. */
class RecordedRequestTest {

  private final Running running = new Running();

  @AfterEach
  void close() {
    running.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/items/7, 200, /v1/items/{id}",
    "/v1/missing/7, 404, /v1/missing/{id}",
    "/v1/conflict, 422, /v1/conflict",
    "/v1/teapot, 418, /v1/teapot",
    "/v1/fails, 500, /v1/fails",
    "/v1/error, 500, /v1/error",
    "/v1/forwarded, 200, /v1/forwarded",
    "/v1/moved, 302, /v1/moved",
    "/v1/moved-before, 302, /v1/moved-before",
    "/v1/turned-away, 403, /v1/turned-away",
    "/v1/admin, 401, /v1/admin",
    "/v1/admin/7, 401, /v1/admin/{id}",
    "/v1/after/7, 200, /v1/after/{id}",
    "/v1/files/a/b, 200, /v1/files/<path>",
    "/v1/below/a/b, 200, /v1/below/*",
    "/v1/future/7, 202, /v1/future/{id}",
    "/v1/done, 200, /v1/done",
    "/v1/future-fails, 418, /v1/future-fails",
    "/v1/future-never, 500, /v1/future-never",
    "/v1/future-before, 200, /v1/future-before",
    "/v1/async/7, 202, /v1/async/{id}",
    "/v1/async-fails, 418, /v1/async-fails",
    "/file.txt, 200,",
    "/nowhere, 404,",
    "/v1/after/7/nowhere, 404,",
  })
  void request_isRecordedOnceWithStatusAndRoute(String path, int status, String route) {
    Seen seen = running.get(path);

    JsonNode r = running.onlyRecord();
    assertThat(seen.status()).isEqualTo(status);
    assertThat(r.get("status").asInt()).isEqualTo(status);
    assertThat(r.get("method").asText()).isEqualTo("GET");
    assertThat(r.get("path").asText()).isEqualTo(path);
    assertThat(route(r)).isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/fails, 500, java.lang.IllegalStateException",
    "/v1/error, 500, java.lang.StackOverflowError",
    "/v1/future-breaks, 500, java.lang.IllegalStateException",
    "/v1/no-future, 500, java.lang.IllegalStateException",
    "/v1/future-refuses, 503,",
    "/v1/future-never, 500,",
    "/v1/future-fails, 418,",
    "/v1/teapot, 418,",
  })
  void error_isWhatFailedTheRequest(String path, int status, String error) {
    running.get(path);

    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(status);
    assertThat(r.path("error").asText(null)).isEqualTo(error);
  }

  @Test
  void head_whenAnsweredByGet_hasItsRoute() {
    Seen seen = running.call(running.request("/v1/items/7").head());

    JsonNode r = running.onlyRecord();
    assertThat(seen.status()).isEqualTo(200);
    assertThat(r.get("status").asInt()).isEqualTo(200);
    assertThat(r.get("method").asText()).isEqualTo("HEAD");
    assertThat(route(r)).isEqualTo("/v1/items/{id}");
  }

  @ParameterizedTest
  @CsvSource({"POST, /v1/items, 201, /v1/items", "PUT, /v1/items/7, 200,", "DELETE, /a/b, 200,"})
  void endpoint_isTheOneOfTheMethod(String method, String path, int status, String route) {
    running.call(running.request(path).method(method, RequestBody.create(new byte[1])));

    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(status);
    assertThat(route(r)).isEqualTo(route);
  }

  @Test
  void method_whenNoEndpointHasIt_hasNoRoute() {
    Seen seen =
        running.call(
            running.request("/v1/items/7").method("PATCH", RequestBody.create(new byte[1])));

    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(seen.status()).isEqualTo(404);
    assertThat(route(r)).isNull();
  }

  @Test
  void staticFile_whenNotModified_isRecordedAsSuch() {
    String tag = running.get("/file.txt").headers().replaceAll("(?is).*etag: ([^\n]*).*", "$1");

    Seen seen = running.call(running.request("/file.txt").header("If-None-Match", tag));

    assertThat(seen.status()).isEqualTo(304);
    assertThat(running.records(2).get(1).get("status").asInt()).isEqualTo(304);
  }

  @Test
  void serverSentEvents_areRecordedWhenTheStreamEnds() {
    Seen seen =
        running.call(running.request("/v1/events/news").header("Accept", "text/event-stream"));

    assertThat(seen.body()).contains("first", "second");
    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(200);
    assertThat(route(r)).isEqualTo("/v1/events/{topic}");
  }

  @Test
  void webSocket_isRecordedAtItsUpgrade() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket socket =
        webSocket(
                "/ws/lobby",
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket s, CharSequence data, boolean last) {
                    answer.complete(data.toString());
                    return null;
                  }
                })
            .get(30, TimeUnit.SECONDS);

    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(101);
    assertThat(r.get("path").asText()).isEqualTo("/ws/lobby");
    assertThat(route(r)).isEqualTo("/ws/{room}");
    socket.sendText("hello", true);
    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("echo");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
    assertThat(running.analytics.stats().recorded()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"/ws/closed, 401, /ws/{room}", "/nowhere, 404,"})
  void webSocket_whenRefused_isRecordedAsSuch(String path, int status, String route) {
    CompletableFuture<?> refused = webSocket(path, new WebSocket.Listener() {});

    assertThat(refused).failsWithin(Running.PATIENCE);
    JsonNode r = running.onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(status);
    assertThat(route(r)).isEqualTo(route);
  }

  private CompletableFuture<WebSocket> webSocket(String path, WebSocket.Listener listener) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + running.app.port() + path), listener);
  }

  @Test
  void userId_mayBeAnAttributeOfJavalins() {
    running.call(running.request("/v1/items/7").header("X-User", "user-1"));

    assertThat(running.onlyRecord().get("user_id").asText()).isEqualTo("user-1");
  }

  @Test
  void userId_mayBeAnAttributeOfJavalins_whenAsynchronous() {
    running.call(running.request("/v1/future/7").header("X-User", "user-1"));

    assertThat(running.onlyRecord().get("user_id").asText()).isEqualTo("user-1");
  }

  private static String route(JsonNode r) {
    return r.hasNonNull("route") ? r.get("route").asText() : null;
  }
}
