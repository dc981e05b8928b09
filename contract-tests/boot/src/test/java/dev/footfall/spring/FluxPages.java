package dev.footfall.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The contract's pages. */
@RestController
@RestControllerAdvice
class FluxPages {

  /** A planned exception that has a handler. */
  static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ExceptionHandler
  ResponseEntity<String> handle(Conflict conflict) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body("handled");
  }

  @ExceptionHandler
  ResponseEntity<String> handle(UncheckedIOException failure) {
    return ResponseEntity.status(HttpStatus.BAD_GATEWAY).body("handled");
  }

  @GetMapping("/text")
  String text() {
    return "hello";
  }

  @GetMapping("/classes")
  String classes(ServerWebExchange exchange) {
    return Stream.of(exchange, exchange.getRequest(), exchange.getResponse())
        .map(part -> part.getClass().getName())
        .collect(Collectors.joining(" "));
  }

  @GetMapping("/items/{id}")
  Mono<String> item(@PathVariable("id") String id) {
    return Mono.just("item " + id);
  }

  @PostMapping("/echo")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<String> echo(@RequestBody Mono<String> body) {
    return body;
  }

  @GetMapping("/empty")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void empty() {}

  @GetMapping("/empty-mono")
  Mono<Void> emptyMono() {
    return Mono.empty();
  }

  @GetMapping("/slow")
  Mono<String> slow() {
    return Mono.delay(Duration.ofMillis(120)).thenReturn("slow");
  }

  @GetMapping("/stream")
  Mono<Void> stream(ServerHttpResponse response) {
    Flux<DataBuffer> parts =
        Flux.just(buffer(response, "one"))
            .concatWith(Mono.delay(Duration.ofMillis(150)).map(tick -> buffer(response, "two")));
    return response.writeAndFlushWith(parts.map(Flux::just));
  }

  private static DataBuffer buffer(ServerHttpResponse response, String text) {
    return response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
  Flux<Map<String, Integer>> lines() {
    return Flux.just(1, 2).delayElements(Duration.ofMillis(30)).map(n -> Map.of("n", n));
  }

  @GetMapping("/committed")
  String committed() {
    throw new IllegalStateException("not to be asked");
  }

  @GetMapping("/committed-early")
  Mono<Void> committedEarly(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
    return response.setComplete();
  }

  @GetMapping("/redirect")
  ResponseEntity<Void> redirect() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/app/text")).build();
  }

  @GetMapping("/etag")
  ResponseEntity<String> etag() {
    return ResponseEntity.ok().eTag("\"1\"").body("tagged");
  }

  @GetMapping("/cors")
  @CrossOrigin(origins = "https://shop.example.org")
  String crossOrigin() {
    return "shared";
  }

  @GetMapping("/secret")
  String secret(Principal principal) {
    return "secret of " + principal.getName();
  }

  @GetMapping("/send-error")
  String sendError() {
    throw new ResponseStatusException(HttpStatusCode.valueOf(418));
  }

  @GetMapping("/handled")
  Mono<String> handled() {
    return Mono.error(new Conflict());
  }

  @GetMapping("/handled-failure")
  String handledFailure() {
    throw new UncheckedIOException(new IOException("planned"));
  }

  @GetMapping("/throws")
  String throwing() {
    throw new IllegalStateException("planned");
  }

  @GetMapping("/throws-late")
  Mono<Void> throwLate(ServerHttpResponse response) {
    Flux<DataBuffer> parts =
        Flux.just(buffer(response, "part"))
            .concatWith(
                Mono.delay(Duration.ofMillis(30))
                    .then(Mono.error(new IllegalStateException("planned, too late"))));
    return response.writeAndFlushWith(parts.map(Flux::just));
  }

  @GetMapping("/async")
  Mono<ResponseEntity<String>> async() {
    return Mono.delay(Duration.ofMillis(80))
        .thenReturn(ResponseEntity.status(HttpStatus.ACCEPTED).body("later"));
  }

  @GetMapping("/async-at-once")
  Mono<String> asyncAtOnce() {
    return Mono.just("now");
  }

  @GetMapping("/async-throws")
  Mono<String> asyncThrowing() {
    return Mono.delay(Duration.ofMillis(40))
        .then(Mono.error(new IllegalStateException("planned, later")));
  }

  @GetMapping("/async-timeout")
  Mono<String> asyncTimeout() {
    return Mono.<String>never().timeout(Duration.ofMillis(100));
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> events() {
    return Flux.just("one", "two").delayElements(Duration.ofMillis(30));
  }
}
