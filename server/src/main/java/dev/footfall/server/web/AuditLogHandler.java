package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredChange;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/v1/logs/audit}. */
final class AuditLogHandler implements Handler {
  private final Store store;

  AuditLogHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    LogParameters parameters = LogParameters.byId(ctx);
    List<StoredChange> rows = new ArrayList<>();
    store.audit(Access.caller(ctx).projectId(), parameters.cursor(), rows::add);
    LogAnswer.send(ctx, rows, parameters.limit(), AuditLogHandler::write);
  }

  private static void write(JsonGenerator json, StoredChange change) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", change.id());
    json.writeStringField("at", Micros.toInstant(change.atMicros()).toString());
    json.writeStringField("actor", change.actor());
    json.writeStringField("action", change.action());
    json.writeStringField("object", change.object());
    LogAnswer.raw(json, "before", change.before());
    LogAnswer.raw(json, "after", change.after());
    json.writeEndObject();
  }
}
