package dev.footfall.spring;

import dev.footfall.Analytics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One request on its way through a WebFlux application, until it is recorded. */
final class ReactiveExchange {

  /** What a client gets that goes before it is answered; the number is nginx's. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;
  private static final int UNANSWERED = 500;

  private final Analytics analytics;
  private final ServerHttpResponse response;
  private final ReactiveRequestView view;
  private final long startNanos;
  private final AtomicBoolean recorded = new AtomicBoolean();
  private volatile @Nullable Throwable error;
  private volatile boolean unanswered;

  ReactiveExchange(Analytics analytics, ServerHttpRequest request, ServerHttpResponse response) {
    startNanos = System.nanoTime();
    this.analytics = analytics;
    this.response = response;
    view = new ReactiveRequestView(request, response);
  }

  /** What the framework makes of the request. */
  void entered(ServerWebExchange exchange) {
    view.entered(exchange);
    if (exchange.getRequest().getHeaders().getUpgrade() != null) {
      response.beforeCommit(() -> Mono.fromRunnable(() -> upgrading(exchange)));
    }
  }

  /** A handshake is over when the connection is open, and the status is not set on the response. */
  private void upgrading(ServerWebExchange exchange) {
    HttpStatusCode status = response.getStatusCode();
    Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
    if (handler instanceof WebSocketHandler && (status == null || status.value() == OK)) {
      record(SWITCHING_PROTOCOLS);
    }
  }

  /**
   * What failed the request. An exception that is itself an answer, such as "not found", is none:
   * on servlets it does not get that far.
   */
  void failed(Throwable cause) {
    if (error == null && !(cause instanceof ErrorResponse)) {
      error = cause;
    }
  }

  /** As {@link #failed}, where nobody is left to answer but the server. */
  void unhandled(Throwable cause) {
    failed(cause);
    unanswered = !response.isCommitted();
  }

  /** The response is complete, or cut off by an error that came too late to be answered. */
  void completed() {
    HttpStatusCode status = response.getStatusCode();
    record(unanswered ? UNANSWERED : status == null ? OK : status.value());
  }

  /** The client has gone. */
  void cancelled() {
    if (response.isCommitted()) {
      completed();
    } else {
      record(CLIENT_CLOSED_REQUEST);
    }
  }

  private void record(int status) {
    if (recorded.compareAndSet(false, true)) {
      analytics.record(view, status, System.nanoTime() - startNanos, error);
    }
  }
}
