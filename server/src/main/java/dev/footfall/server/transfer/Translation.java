package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns a record with the names of an export into one that is posted. */
final class Translation {
  /** Our exports' records are below 100 kB. */
  static final int MAX_RECORD_BYTES = 1_000_000;

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(MAX_RECORD_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "HEAD", "TRACE");
  private static final int MAX_UNKNOWN = 20;

  private final RecordKind kind;
  private final Set<String> unknown = new TreeSet<>();

  Translation(RecordKind kind) {
    this.kind = kind;
  }

  RecordKind kind() {
    return kind;
  }

  /** Fields of JSON that are in no export, the first of them: nothing became of them. */
  Set<String> unknown() {
    return unknown;
  }

  Entry entry(long number, JsonNode node) {
    try {
      if (!(node instanceof ObjectNode record)) {
        throw new BadRecordException(null, "is not an object");
      }
      Head head = Head.takeFrom(record);
      dropWhatIsLeft(record);
      if (kind == RecordKind.REQUESTS) {
        nameMethod(record);
        if (record.path("response_time_us").isNumber()) {
          record.remove("response_time");
        }
      }
      return new Entry(number, head, JSON.writeValueAsBytes(record), null);
    } catch (BadRecordException e) {
      return Entry.bad(number, e);
    } catch (JsonProcessingException e) {
      return Entry.bad(number, unreadable(e));
    }
  }

  static BadRecordException unreadable(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return new BadRecordException(null, "is not readable as JSON: " + message);
  }

  private void dropWhatIsLeft(ObjectNode record) {
    List<String> names = new ArrayList<>();
    record.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!kind.isCarried(name) || record.get(name).isNull()) {
        record.remove(name);
        if (!kind.isCarried(name) && !kind.isLeft(name) && unknown.size() < MAX_UNKNOWN) {
          unknown.add(name);
        }
      }
    }
  }

  /** The hosted service's reads have numbers for methods. */
  private static void nameMethod(ObjectNode record) throws BadRecordException {
    JsonNode method = record.get("method");
    if (method == null || !method.asText().matches("-?[0-9]{1,9}")) {
      return;
    }
    int number = Integer.parseInt(method.asText());
    if (number < 0 || number >= METHODS.size()) {
      throw new BadRecordException("method", "is " + number + ", which stands for no method");
    }
    record.put("method", METHODS.get(number));
  }
}
