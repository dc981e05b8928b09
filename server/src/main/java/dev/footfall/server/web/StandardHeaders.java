package dev.footfall.server.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** The headers that every answer has, errors included. */
final class StandardHeaders implements HttpConfiguration.Customizer {
  private final String version;

  StandardHeaders(String version) {
    this.version = version;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    addTo(headers);
    return request;
  }

  void addTo(HttpFields.Mutable headers) {
    headers.put("Footfall-Server", version);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
  }
}
