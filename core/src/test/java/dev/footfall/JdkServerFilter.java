package dev.footfall;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** How the client is used where there is no adapter: README's example. */
final class JdkServerFilter extends Filter {

  private final Analytics analytics;

  JdkServerFilter(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    long start = System.nanoTime();
    chain.doFilter(exchange);
    analytics.record(
        new ExchangeView(exchange), exchange.getResponseCode(), System.nanoTime() - start);
  }

  @Override
  public String description() {
    return "records requests";
  }

  private record ExchangeView(HttpExchange exchange) implements RequestView {

    @Override
    public String method() {
      return exchange.getRequestMethod();
    }

    @Override
    public String path() {
      return exchange.getRequestURI().getRawPath();
    }

    @Override
    public String route() {
      return exchange.getHttpContext().getPath();
    }

    @Override
    public String host() {
      return exchange.getRequestURI().getHost();
    }

    @Override
    public String remoteAddress() {
      return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    @Override
    public String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public String principal() {
      return exchange.getPrincipal() == null ? null : exchange.getPrincipal().getUsername();
    }

    @Override
    public Object attribute(String name) {
      return exchange.getAttribute(name);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return type.isInstance(exchange) ? type.cast(exchange) : null;
    }
  }
}
