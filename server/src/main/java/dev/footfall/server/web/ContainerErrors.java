package dev.footfall.server.web;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
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
    if (status != HttpStatus.NOT_FOUND_404) {
      // the container closes after what it could not read
      fields.put(HttpHeader.CONNECTION, "close");
    }
    String body = new ErrorBody(status, HttpStatus.getMessage(status) + ".", null).json();
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, head ? null : StandardCharsets.UTF_8.encode(body), callback);
    return true;
  }
}
