package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestPage;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** {@code GET /api/data}: a key's requests, oldest first, as objects or, compact, as rows. */
final class DataHandler implements Handler {
  private static final String[] COLUMNS = {
    "hostname",
    "ip_address",
    "path",
    "user_agent",
    "method",
    "status",
    "response_time",
    "location",
    "user_id",
    "created_at"
  };

  private final Store store;

  DataHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    DataParameters parameters = new DataParameters(ctx);
    boolean masks = store.settings(projectId).maskAddresses();
    RequestPage page = parameters.page(projectId).masking(masks);
    boolean compact = parameters.compact();
    JsonAnswer.stream(ctx, json -> write(json, page, compact));
  }

  private void write(JsonGenerator json, RequestPage page, boolean compact) throws IOException {
    json.writeStartArray();
    if (compact) {
      json.writeArray(COLUMNS, 0, COLUMNS.length);
    }
    store.page(page, compact ? row -> compactRow(json, row) : row -> object(json, row));
    json.writeEndArray();
  }

  private static void compactRow(JsonGenerator json, RequestRow row) throws IOException {
    json.writeStartArray();
    json.writeString(Compatible.text(row, RequestField.HOSTNAME));
    json.writeString(Compatible.text(row, RequestField.IP_ADDRESS));
    json.writeString(Compatible.text(row, RequestField.PATH));
    json.writeString(Compatible.text(row, RequestField.USER_AGENT));
    json.writeNumber(Compatible.method(row));
    json.writeNumber(row.status());
    json.writeNumber(row.responseTimeMillis());
    json.writeString(Compatible.text(row, RequestField.LOCATION));
    json.writeString(Compatible.text(row, RequestField.USER_ID));
    json.writeString(Compatible.createdAt(row));
    json.writeEndArray();
  }

  private static void object(JsonGenerator json, RequestRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("hostname", Compatible.text(row, RequestField.HOSTNAME));
    json.writeStringField("ip_address", Compatible.text(row, RequestField.IP_ADDRESS));
    json.writeStringField("path", Compatible.text(row, RequestField.PATH));
    json.writeStringField("user_agent", Compatible.text(row, RequestField.USER_AGENT));
    json.writeNumberField("method", Compatible.method(row));
    json.writeNumberField("status", row.status());
    json.writeNumberField("response_time", row.responseTimeMillis());
    json.writeStringField("location", Compatible.text(row, RequestField.LOCATION));
    json.writeStringField("user_id", Compatible.text(row, RequestField.USER_ID));
    json.writeStringField("created_at", Compatible.createdAt(row));
    json.writeEndObject();
  }
}
