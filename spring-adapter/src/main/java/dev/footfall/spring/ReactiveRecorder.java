package dev.footfall.spring;

import dev.footfall.Analytics;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Records each request of a WebFlux application exactly once, when its response is complete or its
 * client has gone.
 *
 * <p>It stands around the whole handler, and not in the chain of web filters: there a failed
 * request ends before an exception handler has answered it, and one without a body before its
 * response is committed.
 */
final class ReactiveRecorder implements HttpHandlerDecoratorFactory, Ordered {

  private final Analytics analytics;

  ReactiveRecorder(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public HttpHandler apply(HttpHandler handler) {
    return (request, response) -> record(handler, request, response);
  }

  private Mono<Void> record(
      HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
    ReactiveExchange exchange = new ReactiveExchange(analytics, request, response);
    return handle(handler, request, response, exchange)
        .doOnError(exchange::unhandled)
        // Before the server hears of it: afterwards it may use the request for the next one.
        .doOnTerminate(exchange::completed)
        .doOnCancel(exchange::cancelled)
        .contextWrite(context -> context.put(ReactiveExchange.class, exchange));
  }

  private static Mono<Void> handle(
      HttpHandler handler,
      ServerHttpRequest request,
      ServerHttpResponse response,
      ReactiveExchange exchange) {
    try {
      return handler.handle(request, response);
    } catch (Throwable e) {
      // Another decorator's own: the server drops the connection.
      exchange.unhandled(e);
      exchange.completed();
      throw e;
    }
  }

  /** Outside of other decorators, so that their time and their answers count. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
