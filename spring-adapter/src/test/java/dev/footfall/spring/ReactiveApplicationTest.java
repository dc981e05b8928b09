package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Config;
import dev.footfall.RequestView;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A real WebFlux application behind Spring Security. */
class ReactiveApplicationTest {

  private static final String ANNA =
      "Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes());

  private final StandIn standIn = new StandIn();
  private RunningApplication application;

  @AfterEach
  void stop() {
    if (application != null) {
      application.close();
    }
    standIn.close();
  }

  private void givenApplication(String... properties) {
    application =
        new RunningApplication(WebApplicationType.REACTIVE, standIn, Application.class, properties);
  }

  private JsonNode recordOf(String path, int status) throws Exception {
    assertThat(application.get(path, "Authorization", ANNA).statusCode()).isEqualTo(status);
    return seen(path, status);
  }

  private JsonNode seen(String path, int status) throws InterruptedException {
    JsonNode seen = standIn.nextRecord();
    assertThat(seen.get("path").asText()).isEqualTo(path);
    assertThat(seen.get("status").asInt()).isEqualTo(status);
    assertThat(standIn.otherRecords()).isEmpty();
    return seen;
  }

  @Test
  void request_isRecordedOnceWithRouteHostUserAndFramework() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/v1/items/7", 200);

    assertThat(seen.path("route").asText()).isEqualTo("/v1/items/{id}");
    assertThat(seen.path("hostname").asText()).isEqualTo("127.0.0.1");
    assertThat(seen.path("ip_address").asText()).isEqualTo("127.0.0.1");
    assertThat(seen.path("user_id").asText()).isEqualTo("anna true");
    assertThat(standIn.batches().get(0).get("framework").asText()).isEqualTo("Spring");
  }

  @Test
  void request_behindProxies_isTheirClients() throws Exception {
    givenApplication();

    application.get(
        "/open", "X-Forwarded-For", "203.0.113.1", "X-Forwarded-For", "203.0.113.9, 10.0.0.1");

    assertThat(seen("/open", 200).path("ip_address").asText()).isEqualTo("203.0.113.9");
  }

  @Test
  void request_thatSecurityRejects_isRecorded() throws Exception {
    givenApplication();

    assertThat(application.get("/v1/items/7").statusCode()).isEqualTo(401);

    assertThat(seen("/v1/items/7", 401).has("route")).isFalse();
  }

  @Test
  void handler_thatThrows_isRecordedWithTheStatusThatTheExceptionHandlerGave() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/broken/7", 500);

    assertThat(seen.path("route").asText()).isEqualTo("/broken/{id}");
    assertThat(seen.path("error").asText()).contains("IllegalStateException");
  }

  @Test
  void exception_thatIsAnAnswer_isNoFailure() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/conflict", 409);

    assertThat(seen.has("error")).isFalse();
  }

  @Test
  void request_thatNothingMatches_hasNoRoute() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/nowhere", 404);

    assertThat(seen.has("route")).isFalse();
    assertThat(seen.has("error")).isFalse();
  }

  @Test
  void responseWithoutBody_isRecordedWithItsStatus() throws Exception {
    givenApplication();

    assertThat(recordOf("/empty", 204).path("route").asText()).isEqualTo("/empty");
  }

  @Test
  void slowBody_isRecordedWhenItIsWritten() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/slow", 200);

    assertThat(seen.path("response_time").asInt()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void body_thatFailsHalfway_isRecordedWithTheStatusThatWasSentAndTheError() throws Exception {
    givenApplication();
    try {
      application.get("/half", "Authorization", ANNA);
    } catch (java.io.IOException e) {
      // Cut off.
    }

    assertThat(seen("/half", 200).path("error").asText()).contains("IllegalStateException");
  }

  @Test
  void client_thatGoesAway_isRecorded() throws Exception {
    givenApplication();
    assumeThat(application.context().containsBean("nettyReactiveWebServerFactory"))
        .as("Tomcat does not notice that a client goes away")
        .isTrue();
    Items items = application.context().getBean(Items.class);
    var pending =
        application
            .client()
            .sendAsync(
                java.net.http.HttpRequest.newBuilder(application.uri("/never"))
                    .header("Authorization", ANNA)
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
    assertThat(items.asked.await(10, TimeUnit.SECONDS)).isTrue();

    pending.cancel(true);

    assertThat(seen("/never", 499).path("route").asText()).isEqualTo("/never");
  }

  @Test
  void routerFunction_hasItsRoute() throws Exception {
    givenApplication();

    assertThat(recordOf("/functions/7", 200).path("route").asText()).isEqualTo("/functions/{id}");
  }

  @Test
  void host_thatIsNoneToAUri_isRecorded() throws Exception {
    givenApplication();
    assumeThat(application.context().containsBean("nettyReactiveWebServerFactory"))
        .as("Spring 6.1 on Tomcat refuses such a host before any handler")
        .isTrue();

    send("GET /open HTTP/1.1", "Host: My_service:8080", "Connection: close");

    assertThat(seen("/open", 200).path("hostname").asText()).isEqualTo("my_service");
  }

  @Test
  void webSocket_isRecordedWhenItIsOpen() throws Exception {
    givenApplication();

    String answer =
        send(
            "GET /socket HTTP/1.1",
            "Host: localhost",
            "Authorization: " + ANNA,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    assertThat(answer).startsWith("HTTP/1.1 101");
    JsonNode seen = seen("/socket", 101);
    assertThat(seen.path("route").asText()).isEqualTo("/socket");
    assertThat(seen.path("user_id").asText()).isEqualTo("anna true");
  }

  @Test
  void decoratorOfTheApplications_thatFails_isRecordedWithTheServersAnswer() throws Exception {
    givenApplication();

    assertThat(application.get("/decorated/fails").statusCode()).isEqualTo(500);

    assertThat(seen("/decorated/fails", 500).path("error").asText())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void decoratorOfTheApplications_thatThrows_isRecorded() throws Exception {
    givenApplication();

    send("GET /decorated/throws HTTP/1.1", "Host: localhost", "Connection: close");

    assertThat(seen("/decorated/throws", 500).path("error").asText())
        .isEqualTo("java.lang.IllegalStateException");
  }

  /**
   * Sends a request line and headers as they are.
   *
   * @return the answer until the connection is closed, or taken over by another protocol
   */
  private String send(String... head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", application.uri("/").getPort())) {
      socket.setSoTimeout(10_000);
      String request = String.join("\r\n", head) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder answer = new StringBuilder();
      for (int c; (c = in.read()) >= 0; ) {
        answer.append((char) c);
        if (c == '\n' && answer.indexOf("HTTP/1.1 101") == 0 && answer.indexOf("\r\n\r\n") > 0) {
          break;
        }
      }
      return answer.toString();
    }
  }

  @Test
  void basePath_isDeclaredAsBootPutsItRight() throws Exception {
    givenApplication("spring.webflux.base-path=shop/");

    assertThat(recordOf("/shop/open", 200).path("route").asText()).isEqualTo("/shop/open");
    assertThat(standIn.nextRoutes().get("routes"))
        .extracting(JsonNode::asText)
        .contains("GET /shop/open");
  }

  @Test
  void route_hasTheBasePathInFront() throws Exception {
    givenApplication("spring.webflux.base-path=/shop");

    assertThat(recordOf("/shop/v1/items/7", 200).path("route").asText())
        .isEqualTo("/shop/v1/items/{id}");
    assertThat(standIn.nextRoutes().get("routes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "GET /shop/v1/items/{id}",
            "GET /shop/open",
            "GET /shop/broken/{id}",
            "GET /shop/conflict",
            "GET /shop/empty",
            "GET /shop/slow",
            "GET /shop/half",
            "GET /shop/never",
            "* /shop/socket",
            "GET /shop/functions/{id}");
  }

  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  @Import(Items.class)
  static class Application {

    @Bean
    Consumer<Config.Builder> users() {
      return config ->
          config.userId(
              request ->
                  request.principal()
                      + " "
                      + (request.unwrap(ServerWebExchange.class) != null
                          && request.unwrap(ServerHttpRequest.class) != null
                          && request.unwrap(RequestView.class) == null));
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
      return http.authorizeExchange(
              rules -> rules.pathMatchers("/open").permitAll().anyExchange().authenticated())
          .httpBasic(Customizer.withDefaults())
          .build();
    }

    @Bean
    MapReactiveUserDetailsService people() {
      return new MapReactiveUserDetailsService(
          User.withUsername("anna").password("{noop}secret").roles("USER").build());
    }

    @Bean
    HandlerMapping sockets() {
      WebSocketHandler greeting =
          session -> session.send(Mono.just(session.textMessage("hello"))).then(session.close());
      return new SimpleUrlHandlerMapping(Map.of("/socket", greeting), -1);
    }

    @Bean
    HttpHandlerDecoratorFactory decorator() {
      return handler ->
          (request, response) -> {
            IllegalStateException planned = new IllegalStateException("planned");
            return switch (request.getPath().value()) {
              case "/decorated/fails" -> Mono.error(planned);
              case "/decorated/throws" -> throw planned;
              default -> handler.handle(request, response);
            };
          };
    }

    @Bean
    RouterFunction<ServerResponse> functions() {
      return RouterFunctions.route()
          .path(
              "/functions",
              nested -> nested.GET("/{id}", request -> ServerResponse.ok().bodyValue("function")))
          .build();
    }
  }

  @RestController
  static class Items {
    final CountDownLatch asked = new CountDownLatch(1);

    @GetMapping("/v1/items/{id}")
    Mono<String> item(@PathVariable String id) {
      return Mono.just("item " + id);
    }

    @GetMapping("/open")
    String open() {
      return "open";
    }

    @GetMapping("/broken/{id}")
    Mono<String> broken(@PathVariable String id) {
      return Mono.error(new IllegalStateException("broken " + id));
    }

    @GetMapping("/conflict")
    Mono<String> conflict() {
      return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
    }

    @GetMapping("/empty")
    Mono<Void> empty(ServerWebExchange exchange) {
      exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
      return Mono.empty();
    }

    @GetMapping(path = "/slow", produces = "text/event-stream")
    Flux<String> slow() {
      return Flux.just("a", "b", "c").delayElements(Duration.ofMillis(100));
    }

    @GetMapping(path = "/half", produces = "text/event-stream")
    Flux<String> half() {
      return Flux.concat(Flux.just("a"), Flux.error(new IllegalStateException("half")));
    }

    @GetMapping("/never")
    Mono<String> never() {
      asked.countDown();
      return Mono.never();
    }
  }
}
