package dev.footfall.server.web;

import dev.footfall.server.store.Newest;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Set;

/** {@code GET /api/v1/newest}: from memory, for whoever wants to know each second. */
final class NewestHandler implements Handler {
  private final Store store;

  NewestHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    Newest newest = store.newest(Access.caller(ctx).projectId());
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("requests", newest.requests());
          json.writeNumberField("events", newest.events());
          json.writeStringField("at", newest.at().toString());
          json.writeEndObject();
        });
  }
}
