package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.FilterReader;
import dev.footfall.server.store.Losses;
import dev.footfall.server.store.Losses.Lost;
import dev.footfall.server.store.Losses.Reason;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/losses}: what did not arrive, as far as anybody knows. */
final class LossesHandler implements Handler {
  private static final List<String> NAMES = List.of("from", "to", "zone");
  private static final int LIMIT = 100;

  private final Store store;

  LossesHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Filter time = FilterReader.read(new Parameters(ctx, NAMES)::text);
    Losses losses = store.losses(Access.key(ctx).projectId(), time.from(), time.to(), LIMIT + 1);
    JsonAnswer.stream(
        ctx,
        json -> {
          json.writeStartObject();
          json.writeFieldName("rejected");
          write(json, losses.rejected());
          json.writeFieldName("dropped");
          write(json, losses.dropped());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Lost lost) throws IOException {
    List<Reason> reasons = lost.reasons();
    json.writeStartObject();
    json.writeNumberField("records", lost.records());
    time(json, lost.lastMicros());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : reasons.subList(0, Math.min(LIMIT, reasons.size()))) {
      json.writeStartObject();
      if (reason.kind() != null) {
        json.writeStringField("kind", reason.kind());
        json.writeStringField("field", reason.field());
      }
      json.writeStringField("reason", reason.reason());
      json.writeStringField("service", reason.service());
      json.writeNumberField("records", reason.records());
      time(json, reason.lastMicros());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("has_more", reasons.size() > LIMIT);
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, @Nullable Long micros) throws IOException {
    json.writeStringField("last_at", micros == null ? null : Micros.toInstant(micros).toString());
  }
}
