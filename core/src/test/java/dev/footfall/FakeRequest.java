package dev.footfall;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request in memory, for tests of what is read and recorded. */
public final class FakeRequest implements RequestView {

  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private String method = "GET";
  private String path = "/v1/items";
  private String route;
  private String host = "api.example.com";
  private String remoteAddress = "203.0.113.7";
  private String principal;

  public static FakeRequest get(String path) {
    FakeRequest request = new FakeRequest();
    request.path = path;
    return request;
  }

  public FakeRequest method(String method) {
    this.method = method;
    return this;
  }

  public FakeRequest route(String route) {
    this.route = route;
    return this;
  }

  public FakeRequest host(String host) {
    this.host = host;
    return this;
  }

  public FakeRequest from(String remoteAddress) {
    this.remoteAddress = remoteAddress;
    return this;
  }

  public FakeRequest principal(String principal) {
    this.principal = principal;
    return this;
  }

  public FakeRequest header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public FakeRequest attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String route() {
    return route;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String principal() {
    return principal;
  }

  @Override
  public Object attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return null;
  }
}
