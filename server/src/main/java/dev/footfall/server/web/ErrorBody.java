package dev.footfall.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** The shape of every error. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorBody(int status, String message, @Nullable String field) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a number and two texts", e);
    }
  }
}
