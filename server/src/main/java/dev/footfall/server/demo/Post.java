package dev.footfall.server.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.store.Micros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one instance of a service sends at once, as the libraries would.
 *
 * @param entries {@link Call}s, {@link Happening}s or routes
 * @param name tells it from all others of the demo: the same span makes the same posts
 */
record Post(PostKind kind, Origin origin, List<?> entries, String name) {
  private static final int MOST_ENTRIES = 4_000;
  private static final JsonFactory JSON = new JsonFactory();

  /** Of all that happened in a span. */
  static List<Post> of(List<Call> calls, Stories.Span span) {
    List<Happening> happenings = new ArrayList<>();
    for (Call call : calls) {
      Happening happening = Happening.of(call);
      if (happening != null) {
        happenings.add(happening);
      }
    }
    Map<Origin, List<Call>> callsOf = new LinkedHashMap<>();
    calls.forEach(c -> callsOf.computeIfAbsent(c.origin(), o -> new ArrayList<>()).add(c));
    Map<Origin, List<Happening>> happeningsOf = new LinkedHashMap<>();
    happenings.forEach(
        h -> happeningsOf.computeIfAbsent(h.call().origin(), o -> new ArrayList<>()).add(h));
    List<Post> posts = new ArrayList<>();
    callsOf.forEach((origin, some) -> split(PostKind.REQUESTS, origin, some, span, posts));
    happeningsOf.forEach((origin, some) -> split(PostKind.EVENTS, origin, some, span, posts));
    return posts;
  }

  private static void split(
      PostKind kind, Origin origin, List<?> all, Stories.Span span, List<Post> to) {
    for (int from = 0; from < all.size(); from += MOST_ENTRIES) {
      List<?> some = all.subList(from, Math.min(all.size(), from + MOST_ENTRIES));
      to.add(new Post(kind, origin, some, span + " " + kind + " " + origin + " " + from));
    }
  }

  /** The same for the same post: sent twice, it is stored once. */
  UUID id() {
    return UUID.nameUUIDFromBytes(("footfall demo " + name).getBytes(StandardCharsets.UTF_8));
  }

  byte[] body(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 500 + 500);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("api_key", key);
      json.writeStringField("framework", origin.service().framework());
      json.writeStringField("service", origin.service().toString());
      json.writeStringField("environment", origin.environment());
      json.writeStringField("instance", origin.instance());
      json.writeStringField("version", origin.version());
      json.writeArrayFieldStart(kind.field());
      for (Object entry : entries) {
        if (entry instanceof Call call) {
          write(json, call);
        } else if (entry instanceof Happening happening) {
          write(json, happening);
        } else {
          json.writeString(entry.toString());
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Call call) throws IOException {
    json.writeStartObject();
    text(json, "hostname", call.origin().service().hostname());
    text(json, "ip_address", call.person().address());
    text(json, "path", call.path());
    text(json, "route", call.route().template());
    text(json, "method", call.route().method());
    text(json, "user_agent", call.person().agent());
    json.writeNumberField("status", call.status());
    json.writeNumberField("response_time_us", call.responseMicros());
    if (call.requestBytes() >= 0) {
      json.writeNumberField("request_bytes", call.requestBytes());
    }
    json.writeNumberField("response_bytes", call.responseBytes());
    text(json, "error", call.error());
    text(json, "referrer", call.referrer());
    who(json, call);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Happening happening) throws IOException {
    json.writeStartObject();
    text(json, "name", happening.name());
    text(json, "source", happening.source());
    text(json, "outcome", happening.outcome());
    text(json, "object", happening.object());
    if (happening.durationMicros() >= 0) {
      json.writeNumberField("duration_us", happening.durationMicros());
    }
    Double value = happening.value();
    if (value != null) {
      json.writeNumberField("value", value);
      text(json, "currency", happening.currency());
    }
    if (happening.words() != null) {
      json.writeObjectFieldStart("inputs");
      json.writeStringField("words", happening.words());
      json.writeEndObject();
    }
    if (happening.durationMicros() >= 0) {
      json.writeObjectFieldStart("outputs");
      json.writeNumberField("rows", happening.hits());
      json.writeEndObject();
    }
    who(json, happening.call());
    json.writeEndObject();
  }

  private static void who(JsonGenerator json, Call call) throws IOException {
    if (call.person().user() != null && call.status() != 401) {
      text(json, "user_id", call.person().user());
      text(json, "user_group", call.person().kind().group());
      text(json, "session_id", call.session());
    }
    text(json, "created_at", Micros.toInstant(call.micros()).toString());
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
