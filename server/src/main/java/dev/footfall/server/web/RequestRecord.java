package dev.footfall.server.web;

import dev.footfall.server.store.Origin;
import dev.footfall.server.store.RequestColumns;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.StoredRequest;
import java.io.IOException;
import java.util.Arrays;

/** What leaves of a request, in the order of {@link RequestColumns}. */
final class RequestRecord {
  private static final RequestField[] FIELDS = RequestField.values();
  private static final String[] NAMES =
      Arrays.stream(FIELDS).map(RequestField::wireName).toArray(String[]::new);

  private RequestRecord() {}

  static void write(StoredRequest stored, RecordSink sink) throws IOException {
    RequestRow row = stored.row();
    head(sink, stored.id(), stored.receivedAtMicros(), row.createdAtMicros(), stored.origin());
    sink.number("status", row.status());
    sink.number("response_time", row.responseTimeMillis());
    sink.number("response_time_us", row.responseTimeMicros());
    sink.number("request_bytes", row.requestBytes());
    sink.number("response_bytes", row.responseBytes());
    sink.decimal("weight", row.weight());
    for (RequestField field : FIELDS) {
      sink.text(field.wireName(), row.text(field));
    }
    sink.names(RequestColumns.CUT, LogAnswer.cut(row.flags(), NAMES));
  }

  /** What requests and events have in common. */
  static void head(
      RecordSink sink, long id, long receivedAtMicros, long createdAtMicros, Origin origin)
      throws IOException {
    sink.number(RequestColumns.ID, id);
    sink.time("created_at", createdAtMicros);
    sink.time("received_at", receivedAtMicros);
    sink.text("framework", origin.framework());
    sink.number("privacy_level", origin.privacyLevel());
    sink.text("service", origin.service());
    sink.text("environment", origin.environment());
    sink.text("instance", origin.instance());
    sink.text("version", origin.version());
  }
}
