package dev.footfall.server.web;

import dev.footfall.server.store.Compaction;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;

/** {@code POST /api/v1/compact}: writes the data file anew, without what was deleted. */
final class CompactionHandler implements Handler {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Store store;

  CompactionHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Compaction done = store.compact();
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("bytes_before", done.bytesBefore());
          json.writeNumberField("bytes_after", done.bytesAfter());
          json.writeNumberField("seconds", seconds(done.took()));
          json.writeNumberField("posts_held_seconds", seconds(done.held()));
          json.writeEndObject();
        });
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
