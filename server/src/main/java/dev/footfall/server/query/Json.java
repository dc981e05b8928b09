package dev.footfall.server.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footfall.server.refusal.Refusal;
import java.io.IOException;
import java.util.regex.Pattern;

/** Reads JSON of bounded depth that says everything once. */
final class Json {
  private static final int MAX_NESTING = 10;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Pattern ADVICE = Pattern.compile(": |, from `|\\R");

  private Json() {}

  static JsonNode read(byte[] json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      return read(parser, "");
    } catch (IOException e) {
      throw Refusal.badRequest("The body is not readable as text.", null);
    }
  }

  /**
   * @param name of the parameter that it comes from
   */
  static JsonNode read(String json, String name) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      return read(parser, name);
    } catch (IOException e) {
      throw Refusal.badRequest(name + " is not readable.", name);
    }
  }

  private static JsonNode read(JsonParser parser, String name) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(parser);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      throw refusal(parser, name, reason(e));
    } catch (NumberFormatException e) {
      throw refusal(parser, name, "a number's exponent is out of range");
    }
  }

  private static Refusal refusal(JsonParser parser, String name, String reason) {
    String path = path(name, parser.getParsingContext());
    return Refusal.badRequest(
        (name.isEmpty() ? "The body" : name) + " is not readable JSON: " + reason + ".",
        path.isEmpty() ? null : path);
  }

  /** What the parser says, without its advice to programmers, and where. */
  private static String reason(JsonProcessingException e) {
    String message = ADVICE.split(String.valueOf(e.getOriginalMessage()), 2)[0];
    JsonLocation at = e.getLocation();
    return Text.shown(message)
        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }

  private static String path(String root, JsonStreamContext context) {
    if (context.inRoot()) {
      return root;
    }
    String parent = path(root, context.getParent());
    if (context.inArray()) {
      return JsonValue.entry(parent, Math.max(0, context.getCurrentIndex()));
    }
    String name = context.getCurrentName();
    return name == null ? parent : JsonValue.child(parent, name);
  }
}
