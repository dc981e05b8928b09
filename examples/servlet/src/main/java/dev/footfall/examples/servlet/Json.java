package dev.footfall.examples.servlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the API's bodies. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** The request's body, or empty if it is not what was expected. */
  static <T> Optional<T> read(HttpServletRequest request, Class<T> type) throws IOException {
    try {
      return Optional.ofNullable(MAPPER.readValue(request.getInputStream(), type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static void write(HttpServletResponse response, int status, Object body) throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  static void writeError(HttpServletResponse response, int status, String message)
      throws IOException {
    write(response, status, Map.of("message", message));
  }
}
