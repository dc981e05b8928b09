package dev.footfall.server.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a project's requests, oldest first.
 *
 * @param fromMicros created at or after, microseconds since the epoch
 * @param toMicros created before
 * @param status null: any
 * @param equal text fields that must have exactly this value
 * @param masksAddresses whether networks stand for addresses
 * @param limit rows at most
 * @param offset rows to skip
 */
public record RequestPage(
    int projectId,
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    @Nullable Integer status,
    Map<RequestField, String> equal,
    boolean masksAddresses,
    int limit,
    long offset) {

  /** The same with masked addresses, or with whole ones. */
  public RequestPage masking(boolean masks) {
    return new RequestPage(projectId, fromMicros, toMicros, status, equal, masks, limit, offset);
  }

  /** A page without filters. */
  public static RequestPage of(int projectId, int limit, long offset) {
    return new RequestPage(projectId, null, null, null, Map.of(), false, limit, offset);
  }
}
