package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Compaction;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/compact}: writes the data file anew, without what was deleted. */
final class CompactionHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionHandler.class);
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Store store;

  CompactionHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    Compaction done = compact();
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

  /** The operator is told what is in the way. */
  private Compaction compact() {
    try {
      return store.compact();
    } catch (StoreException e) {
      LOG.warn("The data file was not written anew on demand: {}", e.getMessage());
      throw Refusal.unavailable(e.getMessage() + ".");
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
