package dev.footfall.spring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.FootfallStandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A {@link FootfallStandIn} that gives out what comes one by one, and waits for it. */
final class StandIn implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final FootfallStandIn server = new FootfallStandIn();
  private int givenRecords;
  private int givenRoutes;

  String url() {
    return server.url();
  }

  /** The batches as they came. */
  List<JsonNode> batches() {
    return server.posts().stream().filter(post -> !post.has("routes")).toList();
  }

  /** The next record, of a request or an event; waits for it. */
  JsonNode nextRecord() {
    return await(this::records, givenRecords++, "record");
  }

  /** The records that have come and were not asked for. */
  List<JsonNode> otherRecords() {
    List<JsonNode> all = records();
    return all.subList(Math.min(givenRecords, all.size()), all.size());
  }

  /** What an application declares; waits for it. */
  JsonNode nextRoutes() {
    return await(
        () -> server.posts().stream().filter(post -> post.has("routes")).toList(),
        givenRoutes++,
        "declaration of routes");
  }

  private List<JsonNode> records() {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode batch : batches()) {
      batch.path("requests").forEach(all::add);
      batch.path("events").forEach(all::add);
    }
    return all;
  }

  private static JsonNode await(Supplier<List<JsonNode>> all, int index, String what) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (all.get().size() <= index) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " came");
      }
      LockSupport.parkNanos(5_000_000);
    }
    return all.get().get(index);
  }

  @Override
  public void close() {
    server.close();
  }
}
