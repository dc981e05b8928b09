package dev.footfall.server.web;

import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.store.ProjectUses;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Says whether posts can be stored, and if not, why. */
final class HealthHandler implements Handler {
  private final Ingest ingest;
  private final ProjectUses uses;
  private final String version;

  HealthHandler(Ingest ingest, ProjectUses uses, String version) {
    this.ingest = ingest;
    this.uses = uses;
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
          json.writeNumberField("expiring_projects", expiring());
          if (trouble != null) {
            json.writeStringField("message", trouble);
          }
          json.writeEndObject();
        });
  }

  /** How many unused projects are warned that their records will be deleted. */
  private long expiring() {
    return uses.all().values().stream().filter(use -> use.warnings() > 0).count();
  }
}
