package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.EventField;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code GET /api/v1/logs/events}. */
final class EventLogHandler implements Handler {
  private static final EventField[] FIELDS = EventField.values();
  private static final String[] NAMES =
      Arrays.stream(FIELDS).map(EventField::wireName).toArray(String[]::new);

  private final Store store;

  EventLogHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    LogParameters parameters = new LogParameters(new Parameters(ctx, LogParameters.NAMES));
    List<StoredEvent> rows = new ArrayList<>();
    store.events(projectId, parameters.cursor(), rows::add);
    LogAnswer.send(ctx, rows, parameters.limit(), EventLogHandler::write);
  }

  private static void write(JsonGenerator json, StoredEvent stored) throws IOException {
    EventRow row = stored.row();
    JsonSink sink = new JsonSink(json);
    json.writeStartObject();
    RequestRecord.head(
        sink, stored.id(), stored.receivedAtMicros(), row.createdAtMicros(), stored.origin());
    sink.number("duration_us", row.durationMicros());
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
    sink.names("cut", LogAnswer.cut(row.flags(), NAMES));
    json.writeEndObject();
  }
}
