package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/v1/logs/events}. */
final class EventLogHandler implements Handler {
  private final Store store;

  EventLogHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    LogParameters parameters = LogParameters.byId(ctx);
    List<StoredEvent> rows = new ArrayList<>();
    store.events(projectId, parameters.cursor(), rows::add);
    LogAnswer.send(ctx, rows, parameters.limit(), EventLogHandler::write);
  }

  private static void write(JsonGenerator json, StoredEvent stored) throws IOException {
    json.writeStartObject();
    EventRecord.write(stored, json);
    json.writeEndObject();
  }
}
