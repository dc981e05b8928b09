package dev.footfall.spring;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The first web filter: tells {@link ReactiveExchange} what becomes of its request inside. */
final class ExchangeNote implements WebFilter, Ordered {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> {
          ReactiveExchange recorded = context.getOrDefault(ReactiveExchange.class, null);
          if (recorded == null) {
            return chain.filter(exchange);
          }
          recorded.entered(exchange);
          return chain.filter(exchange).doOnError(recorded::failed);
        });
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
