package dev.footfall.server.web;

import dev.footfall.server.ingest.Ingest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Says whether posts can be stored, and if not, why. */
final class HealthHandler implements Handler {
  private final Ingest ingest;
  private final String version;

  HealthHandler(Ingest ingest, String version) {
    this.ingest = ingest;
    this.version = version;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    String trouble = ingest.trouble();
    JsonAnswer.send(
        ctx,
        trouble == null ? 200 : 503,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", trouble == null ? "healthy" : "unhealthy");
          json.writeStringField("version", version);
          if (trouble != null) {
            json.writeStringField("message", trouble);
          }
          json.writeEndObject();
        });
  }
}
