package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Arrays;

/** {@code GET /api/v1/logs/requests}. */
final class RequestLogHandler implements Handler {
  private static final RequestField[] FIELDS = RequestField.values();
  private static final String[] NAMES =
      Arrays.stream(FIELDS).map(RequestField::wireName).toArray(String[]::new);

  private final Store store;
  private final Access access;

  RequestLogHandler(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = access.key(ctx).projectId();
    LogAnswer.<StoredRequest>send(
        ctx,
        (cursor, visitor) -> store.requests(projectId, cursor, visitor),
        RequestLogHandler::write);
  }

  private static void write(JsonGenerator json, StoredRequest stored) throws IOException {
    RequestRow row = stored.row();
    json.writeStartObject();
    LogAnswer.head(
        json, stored.id(), stored.receivedAtMicros(), row.createdAtMicros(), stored.origin());
    json.writeNumberField("status", row.status());
    json.writeNumberField("response_time", row.responseTimeMillis());
    json.writeNumberField("response_time_us", row.responseTimeMicros());
    LogAnswer.number(json, "request_bytes", row.requestBytes());
    LogAnswer.number(json, "response_bytes", row.responseBytes());
    json.writeNumberField("weight", row.weight());
    for (RequestField field : FIELDS) {
      json.writeStringField(field.wireName(), row.text(field));
    }
    LogAnswer.cut(json, row.flags(), NAMES);
    json.writeEndObject();
  }
}
