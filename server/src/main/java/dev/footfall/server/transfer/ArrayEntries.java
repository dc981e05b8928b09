package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records of one JSON array, as {@code GET /api/data} answers: objects, or, compact, a first row
 * with the names and then rows of values.
 */
final class ArrayEntries implements Entries {
  private final RecordBytes bytes;
  private final JsonParser json;
  private final Translation translation;
  private final long first;
  private @Nullable ArrayNode names;
  private long count;

  /**
   * @param first the number of the array's first record
   */
  ArrayEntries(InputStream in, Translation translation, long first) throws IOException {
    this.bytes = new RecordBytes(in);
    this.json = Translation.JSON.getFactory().createParser(bytes);
    this.translation = translation;
    this.first = first;
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw new IOException("it is not a list in JSON");
    }
  }

  /** Skips records; fewer when there are not so many. */
  void skip(long records) throws IOException {
    while (count < records && node() != null) {
      count++;
    }
  }

  @Override
  public @Nullable Entry next() throws IOException {
    JsonNode node = node();
    if (node == null) {
      return null;
    }
    count++;
    long number = first + count - 1;
    try {
      return translation.entry(number, node instanceof ArrayNode row ? named(row) : node);
    } catch (BadRecordException e) {
      return Entry.bad(number, e);
    }
  }

  @Override
  public String unit() {
    return "record";
  }

  @Override
  public Position position() {
    return new Position(0, first + count);
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private @Nullable JsonNode node() throws IOException {
    bytes.beginRecord();
    try {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY && count == 0 && names == null) {
        names = Translation.JSON.readTree(json);
        token = json.nextToken();
      }
      return token == JsonToken.END_ARRAY ? null : Translation.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "after " + count + " records it " + Translation.unreadable(e).reason(), e);
    }
  }

  private ObjectNode named(ArrayNode row) throws BadRecordException {
    ArrayNode columns = names;
    if (columns == null || columns.size() != row.size()) {
      throw new BadRecordException(null, "does not have a value for each column");
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.size(); i++) {
      record.set(columns.get(i).asText(), row.get(i));
    }
    return record;
  }
}
