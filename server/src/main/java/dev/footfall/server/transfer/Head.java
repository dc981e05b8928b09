package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a post has once for all its records.
 *
 * @param values by the order of {@link #NAMES}; null where there is none
 */
record Head(List<@Nullable String> values) {
  static final String PRIVACY_LEVEL = "privacy_level";
  static final List<String> NAMES =
      List.of("framework", PRIVACY_LEVEL, "service", "environment", "instance", "version");

  /** Takes these fields out of a record. */
  static Head takeFrom(ObjectNode record) throws BadRecordException {
    List<@Nullable String> values = new ArrayList<>();
    for (String name : NAMES) {
      JsonNode value = record.remove(name);
      values.add(value == null || value.isNull() ? null : checked(name, value));
    }
    return new Head(values);
  }

  /** A bad one would have the server refuse all other records of the post too. */
  private static @Nullable String checked(String name, JsonNode value) throws BadRecordException {
    if (name.equals(PRIVACY_LEVEL)) {
      String level = value.asText();
      if (value.isTextual() || !level.matches("[012]")) {
        throw new BadRecordException(name, "is not 0, 1 or 2");
      }
      return level;
    }
    if (!value.isTextual()) {
      throw new BadRecordException(name, "is not text");
    }
    return value.asText().isEmpty() ? null : value.asText();
  }

  void write(JsonGenerator json) throws IOException {
    for (int i = 0; i < NAMES.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        json.writeFieldName(NAMES.get(i));
        if (NAMES.get(i).equals(PRIVACY_LEVEL)) {
          json.writeNumber(Integer.parseInt(value));
        } else {
          json.writeString(value);
        }
      }
    }
  }
}
