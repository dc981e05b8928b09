package dev.footfall.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.footfall.server.address.IpLiteral;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks the requests of a post, one after the other. */
final class RequestReader {
  /** Exact in every JSON reader: 2^53 microseconds are 285 years. */
  private static final long MAX_MICROS = (1L << 53) - 1;

  private static final long MAX_BYTES = (1L << 53) - 1;
  private static final int MAX_WEIGHT = 1_000_000;
  private static final int FIELDS = RequestField.values().length;

  private static final Map<String, RequestField> TEXTS =
      Arrays.stream(RequestField.values())
          .filter(field -> !field.isDerived())
          .collect(Collectors.toMap(RequestField::wireName, Function.identity()));

  private final RecordCheck check;

  private @Nullable String[] texts = new @Nullable String[FIELDS];
  private byte @Nullable [] address;
  private @Nullable Long createdAtMicros;
  private long status;
  private long millis;
  private long micros;
  private long requestBytes;
  private long responseBytes;
  private @Nullable Double weight;

  RequestReader(RecordCheck check) {
    this.check = check;
  }

  /** The record that begins here, or null when it is refused: the check says why. */
  @Nullable RequestDraft read(JsonParser json) throws IOException {
    begin();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readField(json, name);
    }
    return finish();
  }

  private void begin() {
    check.begin();
    texts = new @Nullable String[FIELDS];
    address = null;
    createdAtMicros = null;
    status = RequestRow.NONE;
    millis = RequestRow.NONE;
    micros = RequestRow.NONE;
    requestBytes = RequestRow.NONE;
    responseBytes = RequestRow.NONE;
    weight = null;
  }

  private void readField(JsonParser json, String name) throws IOException {
    switch (name) {
      case "created_at" -> {
        check.once(name, FIELDS);
        createdAtMicros = check.time(json, name);
      }
      case "status" -> {
        check.once(name, FIELDS + 1);
        status = check.integer(json, name, 100, 599);
      }
      case "response_time" -> {
        check.once(name, FIELDS + 2);
        millis = check.integer(json, name, 0, MAX_MICROS / 1000);
      }
      case "response_time_us" -> {
        check.once(name, FIELDS + 3);
        micros = check.integer(json, name, 0, MAX_MICROS);
      }
      case "request_bytes" -> {
        check.once(name, FIELDS + 4);
        requestBytes = check.integer(json, name, 0, MAX_BYTES);
      }
      case "response_bytes" -> {
        check.once(name, FIELDS + 5);
        responseBytes = check.integer(json, name, 0, MAX_BYTES);
      }
      case "weight" -> {
        check.once(name, FIELDS + 6);
        weight = check.number(json, name, 1, MAX_WEIGHT);
      }
      default -> readText(json, name);
    }
  }

  private void readText(JsonParser json, String name) throws IOException {
    RequestField field = TEXTS.get(name);
    if (field == null) {
      json.skipChildren();
      return;
    }
    int bit = field.index();
    check.once(name, bit);
    String text = check.text(json, name, bit);
    texts[bit] = text;
    if (field == RequestField.IP_ADDRESS && text != null) {
      address = IpLiteral.parse(text);
      if (address == null) {
        check.fail(name, "is not an IP address without port, brackets or zone");
      }
    }
  }

  private @Nullable RequestDraft finish() {
    require("method", texts[RequestField.METHOD.index()] != null);
    require("status", status != RequestRow.NONE);
    require("response_time", millis != RequestRow.NONE || micros != RequestRow.NONE);
    require("created_at", createdAtMicros != null);
    if (check.field() != null || createdAtMicros == null) {
      return null;
    }
    return new RequestDraft(
        createdAtMicros,
        (int) status,
        micros != RequestRow.NONE ? micros : millis * 1000,
        requestBytes,
        responseBytes,
        weight == null ? 1 : weight,
        check.cut(),
        address,
        texts);
  }

  private void require(String name, boolean given) {
    if (!given) {
      check.fail(name, "is missing");
    }
  }
}
