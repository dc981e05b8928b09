package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One record as the server's log tells it: what was sent, and what was derived from it at ingest.
 * Both are inputs of a question, not answers.
 */
record Request(
    long id,
    long createdAtMicros,
    int status,
    long responseMicros,
    Long requestBytes,
    Long responseBytes,
    double weight,
    int privacyLevel,
    List<String> texts) {

  /** The text fields by the names of the query; the log calls a route an operation. */
  private static final List<String> TEXTS =
      List.of(
          "service",
          "environment",
          "instance",
          "version",
          "framework",
          "hostname",
          "method",
          "route",
          "route_source",
          "path",
          "user_id",
          "user_group",
          "ip_address",
          "session_id",
          "user_agent",
          "client",
          "os",
          "device",
          "traffic",
          "location",
          "api_version",
          "error",
          "referrer",
          "trace_id");

  private static final Map<String, Integer> PLACES =
      IntStream.range(0, TEXTS.size()).boxed().collect(Collectors.toMap(TEXTS::get, i -> i));

  static Request ofLog(JsonNode record) {
    return new Request(
        record.get("id").longValue(),
        micros(Instant.parse(record.get("created_at").textValue())),
        record.get("status").intValue(),
        record.get("response_time_us").longValue(),
        number(record, "request_bytes"),
        number(record, "response_bytes"),
        record.get("weight").doubleValue(),
        record.get("privacy_level").intValue(),
        TEXTS.stream()
            .map(name -> text(record, name))
            .map(text -> text == null ? null : text.intern())
            .collect(Collectors.toList()));
  }

  private static String text(JsonNode record, String field) {
    if (field.equals("route_source")) {
      return !record.hasNonNull("operation")
          ? null
          : record.hasNonNull("route") ? "sent" : "guessed";
    }
    return record.path(field.equals("route") ? "operation" : field).textValue();
  }

  static int place(String textField) {
    return PLACES.getOrDefault(textField, -1);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  String text(String field) {
    return texts.get(place(field));
  }

  private static Long number(JsonNode record, String name) {
    return record.get(name).isNull() ? null : (Long) record.get(name).longValue();
  }
}
