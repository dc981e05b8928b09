package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;

/** Writes JSON straight to the response, gzipped when asked. */
final class JsonAnswer {
  /** When writing fails half-way the JSON stays open: no reader takes a part for the whole. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

  private JsonAnswer() {}

  /** Writes the body. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static void stream(Context ctx, Body body) throws IOException {
    ctx.contentType("application/json");
    GzipAnswer.send(ctx, out -> write(out, body));
  }

  /** Nothing is flushed when the body fails: then nothing may be sent, so that an error can be. */
  private static void write(OutputStream out, Body body) throws IOException {
    JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    body.write(json);
    json.close();
  }

  static void send(Context ctx, int status, Body body) throws IOException {
    ctx.status(status).contentType("application/json");
    try (JsonGenerator json = FACTORY.createGenerator(ctx.res().getOutputStream())) {
      body.write(json);
    }
  }
}
