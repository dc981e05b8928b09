package dev.footfall;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What matters in the JSON object that a server answers a post with.
 *
 * @param status 0 where there is none
 * @param field the field to blame for a refusal, or null
 * @param rejected how many records were refused one by one
 */
record AnswerBody(int status, @Nullable String message, @Nullable String field, int rejected) {

  /** Reads the object; null if the text is anything else, or goes on behind it. */
  static @Nullable AnswerBody read(String text) {
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      int status = 0;
      String message = null;
      String field = null;
      int counted = 0;
      int listed = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
          status = json.getIntValue();
        } else if (name.equals("message") && value == JsonToken.VALUE_STRING) {
          message = json.getText();
        } else if (name.equals("field") && value == JsonToken.VALUE_STRING) {
          field = json.getText();
        } else if (name.equals("rejected_count") && value == JsonToken.VALUE_NUMBER_INT) {
          counted = json.getIntValue();
        } else if (name.equals("rejected") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            listed++;
            json.skipChildren();
          }
        } else {
          json.skipChildren();
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null
          ? new AnswerBody(status, message, field, Math.max(counted, listed))
          : null;
    } catch (IOException e) {
      return null;
    }
  }
}
