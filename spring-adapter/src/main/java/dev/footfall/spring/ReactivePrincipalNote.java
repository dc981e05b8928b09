package dev.footfall.spring;

import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Notes the user's name behind Spring Security's web filter, where it is known and can be had
 * without blocking. What security rejects has none.
 */
final class ReactivePrincipalNote implements WebFilter, Ordered {

  /** The name on the exchange. */
  static final String ATTRIBUTE = "dev.footfall.spring.principal";

  private static final int BEHIND_SECURITY = -100 + 1;
  private static final String ANONYMOUS =
      "org.springframework.security.authentication.AnonymousAuthenticationToken";

  private final boolean wanted;

  ReactivePrincipalNote(boolean wanted) {
    this.wanted = wanted;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!wanted) {
      return chain.filter(exchange);
    }
    return exchange
        .getPrincipal()
        .doOnNext(user -> note(exchange, user))
        .onErrorComplete()
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private static void note(ServerWebExchange exchange, Principal user) {
    String name = user.getName();
    if (name != null && !user.getClass().getName().equals(ANONYMOUS)) {
      exchange.getAttributes().put(ATTRIBUTE, name);
    }
  }

  @Override
  public int getOrder() {
    return BEHIND_SECURITY;
  }
}
