package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frame of a log's answer, and what its records have in common. */
final class LogAnswer {
  private LogAnswer() {}

  /** Writes one record. */
  @FunctionalInterface
  interface Writing<T> {
    void write(JsonGenerator json, T row) throws IOException;
  }

  /**
   * @param rows one more than the limit when there are more
   */
  static <T> void send(Context ctx, List<T> rows, int limit, Writing<T> writing)
      throws IOException {
    JsonAnswer.stream(
        ctx,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("data");
          for (T row : rows.subList(0, Math.min(limit, rows.size()))) {
            writing.write(json, row);
          }
          json.writeEndArray();
          json.writeBooleanField("has_more", rows.size() > limit);
          json.writeEndObject();
        });
  }

  /** The names of the fields whose bits are set. */
  static List<String> cut(int flags, String[] names) {
    List<String> cut = new ArrayList<>();
    for (int bit = 0; flags >> bit != 0; bit++) {
      if ((flags & (1 << bit)) != 0) {
        cut.add(names[bit]);
      }
    }
    return cut;
  }

  /** JSON that was checked when it was stored. */
  static void raw(JsonGenerator json, String name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(value == null ? "null" : value);
  }
}
