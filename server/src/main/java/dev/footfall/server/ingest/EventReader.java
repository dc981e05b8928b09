package dev.footfall.server.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.footfall.server.store.EventField;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks the events of a post, one after the other. */
final class EventReader {
  private static final int MAX_JSON_BYTES = 8_192;
  private static final int MAX_NESTING = 32;

  /** What readers of JSON take who were told nothing else. */
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final long MAX_MICROS = (1L << 53) - 1;
  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIELDS = EventField.values().length;
  private static final Map<String, EventField> TEXTS =
      Arrays.stream(EventField.values())
          .collect(Collectors.toMap(EventField::wireName, Function.identity()));

  private final RecordCheck check;

  EventReader(RecordCheck check) {
    this.check = check;
  }

  /** The event that begins here, or null when it is refused: the check says why. */
  @Nullable EventRow read(JsonParser json) throws IOException {
    check.begin();
    @Nullable String[] texts = new @Nullable String[FIELDS];
    Long createdAtMicros = null;
    long durationMicros = RequestRow.NONE;
    Double value = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "created_at" -> {
          check.once(name, FIELDS);
          createdAtMicros = check.time(json, name);
        }
        case "duration_us" -> {
          check.once(name, FIELDS + 1);
          durationMicros = check.integer(json, name, 0, MAX_MICROS);
        }
        case "value" -> {
          check.once(name, FIELDS + 2);
          value = check.number(json, name);
        }
        default -> readText(json, name, texts);
      }
    }
    if (texts[EventField.NAME.index()] == null) {
      check.fail("name", "is missing");
    }
    if (createdAtMicros == null) {
      check.fail("created_at", "is missing");
      return null;
    }
    return check.field() != null
        ? null
        : new EventRow(createdAtMicros, durationMicros, value, check.cut(), texts);
  }

  private void readText(JsonParser json, String name, @Nullable String[] texts) throws IOException {
    EventField field = TEXTS.get(name);
    if (field == null) {
      json.skipChildren();
      return;
    }
    int bit = field.index();
    check.once(name, bit);
    texts[bit] = field.isJson() ? object(json, name) : check.text(json, name, bit);
  }

  /** A JSON object as text: cutting it would break it, so one that is too long is a problem. */
  private @Nullable String object(JsonParser json, String name) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      check.refuseUnlessNull(json, name, "is not an object");
      return null;
    }
    StringWriter copy = new StringWriter();
    String problem = copy(json, copy);
    if (problem != null) {
      check.fail(name, problem);
      return null;
    }
    String text = Text.clean(copy.toString());
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_JSON_BYTES) {
      check.fail(name, "is over " + MAX_JSON_BYTES + " bytes of JSON");
      return null;
    }
    return text;
  }

  /**
   * Copies the structure that begins here, with its numbers as they are written, until it is too
   * long or something is wrong with it; in any case it is read to its end. Returns what is wrong.
   */
  private static @Nullable String copy(JsonParser json, StringWriter copy) throws IOException {
    int depth = 0;
    String problem = null;
    try (JsonGenerator out = JSON.createGenerator(copy)) {
      do {
        JsonToken token = json.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > MAX_NESTING) {
          problem = "is nested deeper than " + MAX_NESTING;
        } else if (token.isNumeric() && json.getTextLength() > MAX_NUMBER_LENGTH) {
          problem = "has a number of over " + MAX_NUMBER_LENGTH + " characters";
        }
        if (problem == null && copy.getBuffer().length() <= MAX_JSON_BYTES) {
          copyToken(json, token, out);
        }
      } while (depth > 0 && json.nextToken() != null);
    }
    return problem;
  }

  private static void copyToken(JsonParser json, JsonToken token, JsonGenerator out)
      throws IOException {
    if (token.isNumeric()) {
      // Its digits are never made a number, which takes long for many.
      out.writeNumber(json.getText());
    } else {
      out.copyCurrentEvent(json);
    }
  }
}
