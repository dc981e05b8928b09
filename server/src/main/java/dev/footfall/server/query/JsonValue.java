package dev.footfall.server.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in JSON that knows where it stands: the path is what an error names. */
public record JsonValue(JsonNode node, String path) implements Place {
  /**
   * The body of a call.
   *
   * @throws Refusal when it is no JSON, too long, or does not arrive
   */
  public static JsonValue ofBody(InputStream body, int maxBytes) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new Refusal(408, "The body did not arrive to its end. Send it again.", null);
    }
    if (bytes.length > maxBytes) {
      throw new Refusal(413, "The body is over " + maxBytes + " bytes.", null);
    }
    return new JsonValue(Json.read(bytes), "");
  }

  static String child(String path, String name) {
    String shown = Text.shown(name);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  static String entry(String path, int index) {
    return path + "[" + index + "]";
  }

  @Override
  public Refusal refusal(String problem) {
    return path.isEmpty()
        ? Refusal.badRequest("The body " + problem + ".", null)
        : Refusal.badRequest(path + " " + problem + ".", path);
  }

  /** Refuses what is not an object or has a name that is not known. */
  public void checkNames(Collection<String> known) {
    if (!node.isObject()) {
      throw refusal("must be a JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new JsonValue(node, child(path, name))
            .refusal("is unknown; known are " + String.join(", ", known));
      }
    }
  }

  /** Whether something stands under this name, be it null. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** What stands under this name, or null when there is nothing or null. */
  public @Nullable JsonValue find(String name) {
    JsonNode found = node.get(name);
    return found == null || found.isNull() ? null : new JsonValue(found, child(path, name));
  }

  /** What stands under this name; refuses when it is missing. */
  public JsonValue need(String name) {
    JsonValue found = find(name);
    if (found == null) {
      throw new JsonValue(node, child(path, name)).refusal("is missing");
    }
    return found;
  }

  boolean isList() {
    return node.isArray();
  }

  /** The entries of a list, of which there are so many. */
  public List<JsonValue> list(int min, int max) {
    if (!node.isArray() || node.size() < min || node.size() > max) {
      throw refusal("must be a list of " + min + " to " + max + " entries");
    }
    List<JsonValue> list = new ArrayList<>(node.size());
    for (JsonNode entry : node) {
      list.add(new JsonValue(entry, entry(path, list.size())));
    }
    return list;
  }

  public String text() {
    if (!node.isTextual()) {
      throw refusal("must be text");
    }
    if (!Text.isClean(node.textValue())) {
      throw refusal("has a NUL or half a character");
    }
    return node.textValue();
  }

  /** The one that has this text for its name. */
  public <T> T oneOf(Map<String, T> known) {
    String text = text();
    T found = known.get(text);
    if (found == null) {
      throw refusal(
          "is unknown: " + Text.shown(text) + "; known are " + String.join(", ", known.keySet()));
    }
    return found;
  }

  public int integer(int min, int max) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < min
        || node.intValue() > max) {
      throw refusal("must be an integer within " + min + "…" + max);
    }
    return node.intValue();
  }

  public boolean truth() {
    if (!node.isBoolean()) {
      throw refusal("must be true or false");
    }
    return node.booleanValue();
  }

  /** A text or a number; refuses anything else. */
  Literal literal() {
    if (node.isNumber()) {
      return new Literal(node.asText(), node.decimalValue(), this);
    }
    if (!node.isTextual()) {
      throw refusal("must be text or a number");
    }
    return new Literal(text(), null, this);
  }
}
