package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.EventField;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Arrays;

/** {@code GET /api/v1/logs/events}. */
final class EventLogHandler implements Handler {
  private static final EventField[] FIELDS = EventField.values();
  private static final String[] NAMES =
      Arrays.stream(FIELDS).map(EventField::wireName).toArray(String[]::new);

  private final Store store;
  private final Access access;

  EventLogHandler(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = access.key(ctx).projectId();
    LogAnswer.<StoredEvent>send(
        ctx, (cursor, visitor) -> store.events(projectId, cursor, visitor), EventLogHandler::write);
  }

  private static void write(JsonGenerator json, StoredEvent stored) throws IOException {
    EventRow row = stored.row();
    json.writeStartObject();
    LogAnswer.head(
        json, stored.id(), stored.receivedAtMicros(), row.createdAtMicros(), stored.origin());
    LogAnswer.number(json, "duration_us", row.durationMicros());
    Double value = row.value();
    if (value == null) {
      json.writeNullField("value");
    } else {
      json.writeNumberField("value", value);
    }
    for (EventField field : FIELDS) {
      if (field.isJson()) {
        LogAnswer.raw(json, field.wireName(), row.text(field));
      } else {
        json.writeStringField(field.wireName(), row.text(field));
      }
    }
    LogAnswer.cut(json, row.flags(), NAMES);
    json.writeEndObject();
  }
}
