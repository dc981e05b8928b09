package dev.footfall.server.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one post carries, checked.
 *
 * @param kind what kind of post it came in
 * @param id the batch's Idempotency-Key, if it had one
 * @param receivedAtMicros microseconds since the epoch
 * @param dropped what the client had to drop since its last batch, by reason
 * @param routes the declared routes of the origin's service; empty unless the post declares them
 * @param rejections how many records of the post were rejected, by why
 * @param templatesRevision of the project's templates that were tried; null: there were none yet
 */
public record Batch(
    Key key,
    String kind,
    @Nullable UUID id,
    long receivedAtMicros,
    Origin origin,
    List<RequestRow> requests,
    List<EventRow> events,
    Map<String, Long> dropped,
    List<String> routes,
    Map<Rejection, Long> rejections,
    @Nullable Integer templatesRevision) {

  /** How many records and routes the batch carries. */
  public int size() {
    return requests.size() + events.size() + routes.size();
  }

  /** What writing it costs, in records. */
  public int cost() {
    return size() + rejections.size();
  }

  /** How many records of the post were rejected. */
  public int rejected() {
    return Math.toIntExact(rejections.values().stream().mapToLong(Long::longValue).sum());
  }
}
