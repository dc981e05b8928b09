package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.DeclaredRoute;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Set;

/** {@code GET /api/v1/routes}: what applications declared, not what was called. */
final class RoutesHandler implements Handler {
  /** As many as one service may declare at once. */
  private static final int LIMIT = 20_000;

  private final Store store;

  RoutesHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    new Parameters(ctx, Set.of());
    LogAnswer.send(ctx, store.routes(projectId, LIMIT + 1), LIMIT, RoutesHandler::write);
  }

  private static void write(JsonGenerator json, DeclaredRoute route) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", route.service());
    json.writeStringField("route", route.route());
    json.writeStringField("declared_at", Micros.toInstant(route.declaredAtMicros()).toString());
    json.writeEndObject();
  }
}
