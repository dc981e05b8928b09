package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.LogCursor;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.RowVisitor;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The frame of a log's answer, and what its records have in common. */
final class LogAnswer {
  private LogAnswer() {}

  /** Reads records of a log from the store. */
  @FunctionalInterface
  interface Source<T> {
    void read(LogCursor cursor, RowVisitor<T> visitor) throws IOException;
  }

  /** Writes one record. */
  @FunctionalInterface
  interface Writing<T> {
    void write(JsonGenerator json, T row) throws IOException;
  }

  static <T> void send(Context ctx, Source<T> source, Writing<T> writing) throws IOException {
    LogParameters parameters = new LogParameters(ctx);
    JsonAnswer.stream(
        ctx,
        json -> {
          int[] seen = {0};
          json.writeStartObject();
          json.writeArrayFieldStart("data");
          source.read(
              parameters.cursor(),
              row -> {
                if (seen[0]++ < parameters.limit()) {
                  writing.write(json, row);
                }
              });
          json.writeEndArray();
          json.writeBooleanField("has_more", seen[0] > parameters.limit());
          json.writeEndObject();
        });
  }

  static void head(
      JsonGenerator json, long id, long receivedAtMicros, long createdAtMicros, Origin origin)
      throws IOException {
    json.writeNumberField("id", id);
    json.writeStringField("created_at", Micros.toInstant(createdAtMicros).toString());
    json.writeStringField("received_at", Micros.toInstant(receivedAtMicros).toString());
    json.writeStringField("framework", origin.framework());
    json.writeNumberField("privacy_level", origin.privacyLevel());
    json.writeStringField("service", origin.service());
    json.writeStringField("environment", origin.environment());
    json.writeStringField("instance", origin.instance());
    json.writeStringField("version", origin.version());
  }

  static void number(JsonGenerator json, String name, long number) throws IOException {
    if (number == RequestRow.NONE) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }

  /** The names of the fields that were cut, when there are any. */
  static void cut(JsonGenerator json, int flags, String[] names) throws IOException {
    if (flags != 0) {
      json.writeArrayFieldStart("cut");
      for (int bit = 0; bit < names.length; bit++) {
        if ((flags & (1 << bit)) != 0) {
          json.writeString(names[bit]);
        }
      }
      json.writeEndArray();
    }
  }

  /** JSON that was checked when it was stored. */
  static void raw(JsonGenerator json, String name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(value == null ? "null" : value);
  }
}
