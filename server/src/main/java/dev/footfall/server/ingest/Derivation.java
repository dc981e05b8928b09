package dev.footfall.server.ingest;

import dev.footfall.server.address.IpLiteral;
import dev.footfall.server.enrich.Agent;
import dev.footfall.server.enrich.ApiVersion;
import dev.footfall.server.enrich.Locator;
import dev.footfall.server.enrich.RouteRules;
import dev.footfall.server.enrich.RouteTemplate;
import dev.footfall.server.enrich.UserAgents;
import dev.footfall.server.store.RequestField;
import org.jspecify.annotations.Nullable;

/** Fills the derived fields of a request from those that were sent. Thread-safe. */
final class Derivation {
  private final Locator locator;
  private final UserAgents agents = new UserAgents();

  Derivation(Locator locator) {
    this.locator = locator;
  }

  /**
   * Fills all of them but the location.
   *
   * @param texts one value per {@link RequestField}
   * @param rules of the request's project
   */
  void fill(@Nullable String[] texts, RouteRules rules) {
    Agent agent = agents.of(get(texts, RequestField.USER_AGENT));
    set(texts, RequestField.CLIENT, agent.client());
    set(texts, RequestField.OS, agent.os());
    set(texts, RequestField.DEVICE, agent.device());
    set(texts, RequestField.TRAFFIC, agent.traffic());
    String path = get(texts, RequestField.PATH);
    set(texts, RequestField.API_VERSION, path == null ? null : ApiVersion.of(path));
    String route = get(texts, RequestField.ROUTE);
    String rule = route != null || path == null ? null : rules.of(path);
    set(texts, RequestField.ROUTE_RULE, rule);
    set(texts, RequestField.OPERATION, operation(texts, route != null ? route : rule, path));
  }

  void locate(@Nullable String[] texts, byte[] address) {
    set(texts, RequestField.LOCATION, locator.country(address));
  }

  /** Fills also the location where there is none, from the address that was kept. */
  void fillAgain(@Nullable String[] texts, RouteRules rules) {
    fill(texts, rules);
    String address = get(texts, RequestField.IP_ADDRESS);
    if (address != null && get(texts, RequestField.LOCATION) == null) {
      byte[] bytes = IpLiteral.parse(address);
      if (bytes != null) {
        locate(texts, bytes);
      }
    }
  }

  private static @Nullable String operation(
      @Nullable String[] texts, @Nullable String known, @Nullable String path) {
    String method = get(texts, RequestField.METHOD);
    String route = known != null || path == null ? known : RouteTemplate.of(path);
    if (route == null || method == null) {
      return null;
    }
    String begin = method + " ";
    return route.startsWith(begin) ? route : begin + route;
  }

  private static @Nullable String get(@Nullable String[] texts, RequestField field) {
    return texts[field.index()];
  }

  private static void set(@Nullable String[] texts, RequestField field, @Nullable String value) {
    texts[field.index()] = value;
  }
}
