package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes columns as the fields of a JSON object. */
final class JsonSink implements RecordSink {
  private final JsonGenerator json;

  JsonSink(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void text(String name, @Nullable String text) throws IOException {
    json.writeStringField(name, text);
  }

  @Override
  public void number(String name, long number) throws IOException {
    if (number == RequestRow.NONE) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }

  @Override
  public void decimal(String name, double number) throws IOException {
    json.writeNumberField(name, number);
  }

  @Override
  public void time(String name, long micros) throws IOException {
    json.writeStringField(name, Micros.toInstant(micros).toString());
  }

  @Override
  public void names(String name, List<String> names) throws IOException {
    if (!names.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String each : names) {
        json.writeString(each);
      }
      json.writeEndArray();
    }
  }
}
