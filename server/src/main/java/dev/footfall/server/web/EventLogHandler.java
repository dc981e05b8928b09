package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.EventPage;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/logs/events}. */
final class EventLogHandler implements Handler {
  private static final String USER = "user_id";

  private final Store store;

  EventLogHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    Parameters parameters = new Parameters(ctx, LogParameters.OF_EVENTS);
    LogParameters log = LogParameters.ofEvents(parameters);
    String user = parameters.text(USER);
    if (user != null && user.isEmpty()) {
      throw Refusal.badRequest("user_id is empty.", USER);
    }
    boolean byCreation = log.order() != null;
    List<StoredEvent> rows =
        store.events(
            new EventPage(
                projectId,
                log.cursor(),
                user,
                byCreation,
                byCreation ? behind(projectId, log) : null));
    LogAnswer.send(ctx, rows, log.limit(), EventLogHandler::write);
  }

  private @Nullable StoredEvent behind(int projectId, LogParameters log) throws IOException {
    Long cursor = log.behind();
    StoredEvent behind = cursor == null ? null : store.event(projectId, cursor);
    if (cursor != null && behind == null) {
      throw Refusal.badRequest(
          "There is no event with this id any more: begin without a cursor.",
          log.ascending() ? "starting_after" : "ending_before");
    }
    return behind;
  }

  private static void write(JsonGenerator json, StoredEvent stored) throws IOException {
    json.writeStartObject();
    EventRecord.write(stored, json);
    json.writeEndObject();
  }
}
