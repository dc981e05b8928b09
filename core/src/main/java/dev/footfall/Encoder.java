package dev.footfall;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and the envelope around them as JSON. The only place that knows a name of the
 * wire's posts. Not thread-safe.
 */
final class Encoder {

  private final Timestamps timestamps = new Timestamps();
  private final double sampleRate;

  Encoder(double sampleRate) {
    this.sampleRate = sampleRate;
  }

  /** A generator that joins what is written to it by commas. */
  static JsonGenerator open(OutputStream out) throws IOException {
    return Json.FACTORY.createGenerator(out);
  }

  void write(JsonGenerator json, RequestRecord r) throws IOException {
    json.writeStartObject();
    json.writeFieldName(Json.HOSTNAME);
    json.writeString(r.hostname());
    json.writeFieldName(Json.IP_ADDRESS);
    json.writeString(r.ipAddress());
    json.writeFieldName(Json.PATH);
    json.writeString(r.path());
    json.writeFieldName(Json.USER_AGENT);
    json.writeString(r.userAgent());
    json.writeFieldName(Json.METHOD);
    json.writeString(r.method());
    json.writeFieldName(Json.STATUS);
    json.writeNumber(r.status());
    json.writeFieldName(Json.RESPONSE_TIME);
    json.writeNumber(r.responseTimeMillis());
    json.writeFieldName(Json.USER_ID);
    json.writeString(r.userId());
    json.writeFieldName(Json.CREATED_AT);
    timestamps.write(json, r.createdAt().toEpochMilli());
    json.writeFieldName(Json.RESPONSE_TIME_US);
    json.writeNumber(r.responseTimeMicros());
    if (r.route() != null) {
      json.writeFieldName(Json.ROUTE);
      json.writeString(r.route());
    }
    text(json, "user_group", r.userGroup());
    text(json, "session_id", r.sessionId());
    text(json, "referrer", r.referrer());
    text(json, "trace_id", r.traceId());
    text(json, "error", r.error());
    if (r.requestBytes() >= 0) {
      json.writeNumberField("request_bytes", r.requestBytes());
    }
    if (r.responseBytes() >= 0) {
      json.writeNumberField("response_bytes", r.responseBytes());
    }
    if (sampleRate < 1) {
      json.writeNumberField("weight", 1 / sampleRate);
    }
    json.writeEndObject();
  }

  /**
   * Writes an event.
   *
   * @param userId the user's id as it may leave
   */
  void write(JsonGenerator json, Event e, String userId) throws IOException {
    json.writeStartObject();
    text(json, "name", WireText.clean(e.name));
    text(json, "source", Cleaner.optional(e.source));
    text(json, "outcome", Cleaner.optional(e.outcome));
    text(json, "user_id", Cleaner.optional(userId));
    text(json, "user_group", Cleaner.optional(e.userGroup));
    text(json, "session_id", Cleaner.optional(e.session));
    text(json, "object", Cleaner.optional(e.object));
    json.writeFieldName(Json.CREATED_AT);
    timestamps.write(json, e.createdAt.toEpochMilli());
    if (e.duration != null) {
      json.writeNumberField("duration_us", e.duration.toNanos() / 1_000);
    }
    if (e.value != null) {
      json.writeNumberField("value", e.value);
      text(json, "currency", Cleaner.optional(e.currency));
    }
    values(json, "inputs", e.inputs);
    values(json, "outputs", e.outputs);
    values(json, "properties", e.properties);
    json.writeEndObject();
  }

  /** The whole post: the batch in its envelope. */
  static byte[] post(String apiKey, String framework, Batch batch, Map<String, Long> drops) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(batch.bytes() + 512);
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      begin(json, apiKey, framework, batch.origin());
      if (!drops.isEmpty()) {
        json.writeObjectFieldStart("dropped");
        for (Map.Entry<String, Long> drop : drops.entrySet()) {
          json.writeNumberField(drop.getKey(), drop.getValue());
        }
        json.writeEndObject();
      }
      json.writeArrayFieldStart(batch.kind() == Batch.Kind.REQUESTS ? "requests" : "events");
      json.flush();
      out.write(batch.records(), 0, batch.bytes());
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** The whole post of the routes that an application declares. */
  static byte[] routes(String apiKey, String framework, Origin origin, List<String> routes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * routes.size() + 512);
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      begin(json, apiKey, framework, origin);
      json.writeArrayFieldStart("routes");
      for (String route : routes) {
        json.writeString(route);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void begin(JsonGenerator json, String apiKey, String framework, Origin origin)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("api_key", apiKey);
    json.writeStringField("framework", framework);
    json.writeNumberField("privacy_level", origin.privacyLevel());
    text(json, "service", origin.service());
    text(json, "environment", origin.environment());
    text(json, "instance", origin.instance());
    text(json, "version", origin.version());
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void values(JsonGenerator json, String name, Map<String, Object> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeFieldName(name);
      value(json, values);
    }
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(WireText.clean(String.valueOf(entry.getKey())));
        value(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else {
      json.writeString(WireText.clean(value.toString(), MAX_VALUE_BYTES));
    }
  }

  private static final int MAX_VALUE_BYTES = 2_048;
}
