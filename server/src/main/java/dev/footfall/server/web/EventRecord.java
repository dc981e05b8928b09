package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.EventField;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.StoredEvent;
import java.io.IOException;
import java.util.Arrays;

/** What leaves of an event, as the fields of a JSON object. */
final class EventRecord {
  private static final EventField[] FIELDS = EventField.values();
  private static final String[] NAMES =
      Arrays.stream(FIELDS).map(EventField::wireName).toArray(String[]::new);

  private EventRecord() {}

  static void write(StoredEvent stored, JsonGenerator json) throws IOException {
    EventRow row = stored.row();
    JsonSink sink = new JsonSink(json);
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
  }
}
