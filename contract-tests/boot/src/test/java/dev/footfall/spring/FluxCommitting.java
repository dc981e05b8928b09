package dev.footfall.spring;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Somebody else's filter, which answers before a handler can. */
final class FluxCommitting implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getPath().pathWithinApplication().value();
    ServerHttpResponse response = exchange.getResponse();
    return switch (path) {
      case "/committed" -> answer(response, HttpStatus.FORBIDDEN, "stopped");
      case "/committed-early" ->
          answer(response, HttpStatus.ACCEPTED, "early").then(chain.filter(exchange));
      default -> chain.filter(exchange);
    };
  }

  private static Mono<Void> answer(ServerHttpResponse response, HttpStatus status, String text) {
    response.setStatusCode(status);
    return response.writeWith(
        Mono.fromSupplier(
            () -> response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
  }
}
