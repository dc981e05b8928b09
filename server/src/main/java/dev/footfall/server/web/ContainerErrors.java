package dev.footfall.server.web;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that never reach a route, such as a broken request line, in the shape of all others. */
final class ContainerErrors extends ErrorHandler {
  private final StandardHeaders headers;

  ContainerErrors(StandardHeaders headers) {
    this.headers = headers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpFields.Mutable fields = response.getHeaders();
    headers.addTo(fields);
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    int status = response.getStatus();
    String body = new ErrorBody(status, HttpStatus.getMessage(status) + ".", null).json();
    response.write(true, StandardCharsets.UTF_8.encode(body), callback);
    return true;
  }
}
